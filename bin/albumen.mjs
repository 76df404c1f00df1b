#!/usr/bin/env node
// The albumen command. In a fresh clone it installs and builds first.
import { existsSync } from 'node:fs'
import { fileURLToPath, pathToFileURL } from 'node:url'

const main = process.argv[2] === 'healthcheck' && process.argv[3] !== '--help' ? 'healthcheck-main.js' : 'main.js'
const finder = new URL('../dist/packages/core/program-file.js', import.meta.url)
if (!existsSync(fileURLToPath(finder))) await import('./prepare.mjs')
const { programFile } = await import(finder.href)
await import(pathToFileURL(programFile(`services/cli/${main}`)).href)
