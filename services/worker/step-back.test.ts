import { spawnSync } from 'node:child_process'
import path from 'node:path'
import { expect, it } from 'vitest'
import { projectRoot } from '#core/project-root'

const program = `
import { spawnSync } from 'node:child_process'
import os from 'node:os'
import { pino } from 'pino'
import { stepBack } from '${path.join(projectRoot, 'dist/services/worker/step-back.js')}'
stepBack(Number(process.argv[1]), pino({ level: 'silent' }))
const child = spawnSync('sh', ['-c', 'nice; ionice -p $$ 2>/dev/null || true'], { encoding: 'utf8' })
console.log(JSON.stringify({ own: os.getPriority(), child: child.stdout }))
`
const hasIonice = spawnSync('ionice', ['-V']).status === 0

it('makes a process and its children nice, and never less than they were', () => {
  const run = (nice: number, at: number) => {
    const args = ['-n', String(at), process.execPath, '--input-type=module', '-e', program, String(nice)]
    return JSON.parse(spawnSync('nice', args, { cwd: projectRoot, encoding: 'utf8' }).stdout) as {
      own: number
      child: string
    }
  }
  const base = Number(spawnSync('nice', { encoding: 'utf8' }).stdout)
  const wanted = Math.min(19, base + 3)
  const result = run(wanted, 0)
  expect(result.own).toBe(wanted)
  expect(Number(result.child.split('\n')[0])).toBe(wanted)
  if (hasIonice) expect(result.child).toContain('idle')
  expect(run(0, 2).own).toBe(Math.min(19, base + 2))
})
