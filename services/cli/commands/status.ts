import { openClient } from '../client.js'
import { printJson, printTable } from '../print.js'
import { progressLine, type Status } from '../up/progress.js'

interface Backup {
  nightly: boolean
  last: { at: string; bytes: number } | null
  problem: string | null
}

export async function status(options: { json?: boolean }, env: NodeJS.ProcessEnv): Promise<void> {
  const client = await openClient(env)
  const answer = await client.get<Status & { version: string; backup: Backup }>('/status')
  if (options.json) return printJson(answer)
  const { engine } = answer
  console.log(`Albumen ${answer.version} at ${client.address}`)
  console.log(progressLine(answer))
  console.log(`Engine: ${engine.model ?? 'none'} (${engine.kind}, ${engine.state}, ${engine.concurrency} at a time)`)
  const remarks = [engine.held?.reason, engine.reason, engine.hint, engine.notice].filter(Boolean)
  if (remarks.length > 0) console.log(remarks.join(' '))
  console.log(backupLine(answer.backup))
  printTable(
    ['queue', 'waiting', 'active', ''],
    Object.entries(answer.queues).map(([name, queue]) => [
      name,
      String(queue.waiting),
      String(queue.active),
      queue.paused ? 'paused' : '',
    ]),
  )
  printTable(
    ['share', 'state', 'files', 'folder'],
    answer.shares.map((share) => [share.name, share.state, String(share.files), share.path]),
  )
}

function backupLine({ nightly, last, problem }: Backup): string {
  if (problem) return `Backup: ${problem}`
  if (last) return `Backup: ${new Date(last.at).toLocaleString('sv')}, ${(last.bytes / 1e6).toFixed(1)} MB`
  return nightly ? 'Backup: the first is made tonight' : 'Backup: none is made at night'
}
