import { vi } from 'vitest'

// Runs before each file of a project whose files share processes: each has the project's modules to itself, with
// whatever they keep. Only what comes from node_modules is loaded once a process, which takes a second each time.
vi.resetModules()
