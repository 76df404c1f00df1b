import { openClient } from '../client.js'
import { printJson, printTable } from '../print.js'

export async function reanalyse(ids: string[], env: NodeJS.ProcessEnv): Promise<void> {
  const client = await openClient(env)
  for (const id of ids) await client.send('POST', `/photos/${encodeURIComponent(id)}/reanalyse`)
  console.log(`${ids.length === 1 ? 'The photo is' : `${ids.length} photos are`} in the queue again.`)
}

interface Failure {
  stage: string
  code: string
  reason: string
  share: string | null
  path: string | null
}

export async function listFailures(options: { json?: boolean }, env: NodeJS.ProcessEnv): Promise<void> {
  const client = await openClient(env)
  const { items } = await client.get<{ items: Failure[] }>('/failures')
  if (options.json) return printJson({ items })
  if (items.length === 0) return console.log('No photo has failed.')
  printTable(
    ['file', 'reason', 'code'],
    items.map((item) => [`${item.share ?? ''}/${item.path ?? ''}`, item.reason, item.code]),
  )
}

export async function retryFailures(options: { code?: string }, env: NodeJS.ProcessEnv): Promise<void> {
  const client = await openClient(env)
  const { retried } = await client.send<{ retried: number }>(
    'POST',
    '/failures/retry',
    options.code ? { code: options.code } : {},
  )
  console.log(retried === 0 ? 'There was nothing to try again.' : `Trying ${retried} again.`)
}

/** Shows when photos are analysed, or changes it: `22:00-07:00`, or `always`. */
export async function schedule(hours: string | undefined, env: NodeJS.ProcessEnv): Promise<void> {
  const client = await openClient(env)
  if (hours !== undefined) await client.send('PATCH', '/settings', { analyseHours: hours === 'always' ? null : hours })
  const { settings } = await client.get<{ settings: { analyseHours: string | null } }>('/settings')
  console.log(
    `Photos are analysed ${settings.analyseHours ? `from ${settings.analyseHours.replace('-', ' to ')}` : 'at any time'}.`,
  )
}

export async function pauseOrResume(verb: 'pause' | 'resume', queue: string, env: NodeJS.ProcessEnv): Promise<void> {
  const client = await openClient(env)
  await client.send('POST', `/queues/${encodeURIComponent(queue)}/${verb}`)
  console.log(`${queue} is ${verb === 'pause' ? 'paused' : 'running'}.`)
}
