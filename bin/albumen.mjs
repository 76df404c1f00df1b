#!/usr/bin/env node
// The albumen command. In a fresh clone it installs and builds first.
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const program = new URL('../dist/services/cli/main.js', import.meta.url)
if (!existsSync(fileURLToPath(program))) await import('./prepare.mjs')
await import(program.href)
