#!/usr/bin/env node
// The albumen command. In a fresh clone it installs and builds first.
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const main = process.argv[2] === 'healthcheck' && process.argv[3] !== '--help' ? 'healthcheck-main.js' : 'main.js'
const program = new URL(`../dist/services/cli/${main}`, import.meta.url)
if (!existsSync(fileURLToPath(program))) await import('./prepare.mjs')
await import(program.href)
