import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { placeNano, SERVER_SCRIPT, writeServerScript } from './for-server.js'

async function modelsFolder(): Promise<string> {
  const made = await mkdtemp(path.join(os.tmpdir(), 'for-server-'))
  onTestFinished(() => rm(made, { recursive: true }))
  return made
}

/** Stands where llama-server stands: prints what it was given, and lives until it is told to end. */
const SERVER = `#!/bin/sh
echo "started with $LLAMA_ARG_MODEL, $LLAMA_ARG_MMPROJ, $LLAMA_ARG_ALIAS, $LLAMA_ARG_N_PARALLEL, $LLAMA_ARG_CTX_SIZE, $*"
trap 'echo ended; exit 0' TERM
while :; do sleep 0.1; done
`

it('runs the server with the model, anew when another is chosen, and ends with it', async () => {
  const models = await modelsFolder()
  const server = path.join(models, 'server')
  await writeFile(server, SERVER)
  await chmod(server, 0o755)
  const file = (name: string) => path.join(models, name)
  await writeServerScript(models, {
    model: file("it's big.gguf"),
    mmproj: path.join(models, 'owner_repo', 'mmproj.gguf'),
  })

  const running = spawn('sh', [file(SERVER_SCRIPT), '--verbose'], {
    cwd: '/',
    env: { PATH: process.env.PATH, LLAMA_SERVER: server, LLAMA_ARG_N_PARALLEL: '2' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  onTestFinished(() => void running.kill('SIGKILL'))
  let out = ''
  running.stdout.on('data', (chunk) => {
    out += chunk
  })
  const first = "started with it's big.gguf, owner_repo/mmproj.gguf, it's big, 2, 8192, --verbose\n"
  await expect.poll(() => out).toBe(first)

  await writeServerScript(models, { model: file('small.gguf'), mmproj: file('mmproj.gguf') })
  await expect.poll(() => out).toMatch(/begins anew.\nended\nstarted with small\.gguf, mmproj\.gguf, small/)
  const gone = once(running, 'exit')
  running.kill('SIGTERM')
  await gone
  expect(out.match(/ended/g)).toHaveLength(2)
})

it('is written only when it says something else', async () => {
  const models = await modelsFolder()
  const files = await placeNano(models)
  await writeServerScript(models, files)
  const before = await stat(path.join(models, SERVER_SCRIPT), { bigint: true })
  await writeServerScript(models, files)
  expect((await stat(path.join(models, SERVER_SCRIPT), { bigint: true })).mtimeNs).toBe(before.mtimeNs)
  expect((await readdir(models)).sort()).toEqual([SERVER_SCRIPT, 'nano-vl-mmproj.gguf', 'nano-vl.gguf'])
})
