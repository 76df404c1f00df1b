import { defineConfig } from 'vitest/config'
import { LongestFirst } from './e2e/longest-first.js'

const conditions = ['albumen-source', 'node', 'default']

/** They look at what their own process keeps open, or change it. */
const APART = ['services/watcher/**/*.test.ts', 'packages/core/tracing.test.ts']

/** What is about other programs that keep the machine busy cannot have any beside it. */
const ALONE = ['e2e/busy.test.ts']

/** With ALBUMEN_E2E=compose: what is about the process tree itself, and what containers show elsewhere. */
const OF_THE_TREE = [
  'e2e/chaos.test.ts', // kills processes by the dozen; deploy/test/smoke.mjs kills each container
  'e2e/crash.test.ts',
  'e2e/external-database.test.ts', // beside the bundled one; a composition has none
  'e2e/second-machine.test.ts', // deploy/test/second-machine.mjs
  'e2e/small.test.ts', // the bundled database's size, and the priority of processes
]

export default defineConfig({
  ssr: { resolve: { conditions } },
  resolve: { conditions: ['albumen-source', 'node', 'import', 'default'] },
  test: {
    pool: 'forks',
    // More than small machines have cores: while one starts a process or waits, the others compute.
    maxWorkers: 3,
    // On a busy machine all takes ten times as long; only a failure waits until then.
    hookTimeout: 400_000,
    testTimeout: 300_000,
    sequence: { sequencer: LongestFirst },
    expect: { poll: { timeout: 60_000 } },
    globalSetup: ['packages/core/testing/prepared-cluster.ts'],
    projects: [
      {
        extends: true,
        test: {
          name: 'parts',
          include: [
            'packages/**/*.test.ts',
            'services/**/*.test.ts',
            'web/**/*.test.ts',
            'deploy/**/*.test.ts',
            'bench/**/*.test.ts',
          ],
          exclude: APART,
          isolate: false,
          setupFiles: ['packages/core/testing/fresh-modules.ts'],
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: {
          name: 'apart',
          include: APART,
          sequence: { groupOrder: 0 },
        },
      },
      {
        // Each starts the whole process tree, so they come after the rest. Three at a time: they wait more than they compute.
        extends: true,
        test: {
          name: 'end-to-end',
          include: ['e2e/**/*.test.ts'],
          exclude: [...ALONE, ...(process.env.ALBUMEN_E2E === 'compose' ? OF_THE_TREE : [])],
          testTimeout: 900_000,
          maxWorkers: 3,
          sequence: { groupOrder: 1 },
        },
      },
      {
        extends: true,
        test: {
          name: 'alone',
          include: ALONE,
          testTimeout: 900_000,
          maxWorkers: 1,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
})
