import path from 'node:path'
import { Command } from 'commander'
import { openClient } from '../client.js'
import { printJson, printTable } from '../print.js'

interface Share {
  name: string
  path: string
  mode: string
  state: string
  files: number
}

export function shareCommands(env: NodeJS.ProcessEnv): Command {
  const shares = new Command('shares').description('The folders that are watched.')
  shares
    .command('list', { isDefault: true })
    .option('--json', 'print JSON')
    .action(async (options: { json?: boolean }) => {
      const { items } = await (await openClient(env)).get<{ items: Share[] }>('/shares')
      if (options.json) return printJson(items)
      printTable(
        ['share', 'state', 'mode', 'files', 'folder'],
        items.map((each) => [each.name, each.state, each.mode, String(each.files), each.path]),
      )
    })
  shares
    .command('add')
    .argument('<folder>')
    .option('--name <name>', 'instead of the folder’s own')
    .option('--mode <mode>', 'auto, native or poll', 'auto')
    .action(async (folder: string, options: { name?: string; mode: string }) => {
      const absolute = path.resolve(folder)
      const share = { name: options.name ?? path.basename(absolute), path: absolute, mode: options.mode }
      await (await openClient(env)).send('POST', '/shares', share)
      console.log(`Watching ${absolute} as "${share.name}".`)
    })
  shares
    .command('remove')
    .argument('<name>')
    .description('Stop watching a share; the photos on it are not touched.')
    .action(async (name: string) => {
      await (await openClient(env)).send('DELETE', `/shares/${encodeURIComponent(name)}`)
      console.log(`"${name}" is no longer watched.`)
    })
  shares
    .command('scan')
    .argument('<name>')
    .action(async (name: string) => {
      await (await openClient(env)).send('POST', `/shares/${encodeURIComponent(name)}/scan`)
      console.log(`Scanning "${name}".`)
    })
  return shares
}
