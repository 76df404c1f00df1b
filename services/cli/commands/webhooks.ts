import { Command } from 'commander'
import { openClient } from '../client.js'
import { printJson, printTable } from '../print.js'

interface Webhook {
  id: number
  url: string
  events: string[]
  enabled: boolean
  secret?: string
}

export function webhookCommands(env: NodeJS.ProcessEnv): Command {
  const webhooks = new Command('webhook').description('Addresses that are told what happens (Standard Webhooks).')
  webhooks
    .command('list', { isDefault: true })
    .option('--json', 'print JSON')
    .action(async (options: { json?: boolean }) => {
      const { items } = await (await openClient(env)).get<{ items: Webhook[] }>('/webhooks')
      if (options.json) return printJson(items)
      printTable(
        ['id', 'url', 'events', ''],
        items.map((each) => [String(each.id), each.url, each.events.join(',') || 'all', each.enabled ? '' : 'off']),
      )
    })
  webhooks
    .command('add')
    .argument('<url>')
    .option('--events <types>', 'comma-separated; all when left out')
    .option('--own-network', 'it may be on this machine or in your own network')
    .option('--private', 'tell it what private photos show, too')
    .action(async (url: string, options: { events?: string; ownNetwork?: boolean; private?: boolean }) => {
      const events = options.events?.split(',').map((type) => type.trim()) ?? []
      const made = await (await openClient(env)).send<Webhook>('POST', '/webhooks', {
        ...{ url, events },
        ...(options.ownNetwork ? { privateNetwork: true } : {}),
        ...(options.private ? { sensitive: true } : {}),
      })
      console.log(`Webhook ${made.id}. Its secret, shown once: ${made.secret}`)
    })
  webhooks
    .command('remove')
    .argument('<id>')
    .action(async (id: string) => {
      await (await openClient(env)).send('DELETE', `/webhooks/${encodeURIComponent(id)}`)
      console.log(`Webhook ${id} is removed.`)
    })
  webhooks
    .command('test')
    .argument('<id>')
    .action(async (id: string) => {
      printJson(await (await openClient(env)).send('POST', `/webhooks/${encodeURIComponent(id)}/test`))
    })
  return webhooks
}
