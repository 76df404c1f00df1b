import { readdir, readFile, readlink } from 'node:fs/promises'
import path from 'node:path'
import { builtFile } from '#core/project-root'
import { type Check, faultOf, several } from './check.js'

interface Process {
  pid: number
  parent: number
  command: string[]
  /** made by a parent that talks to it, and must end with it */
  forked: boolean
  dataDir: string | undefined
}

/** No process of this data folder has outlived what started it. */
export const processes: Check = {
  about: 'processes',
  async look({ folder }) {
    if (process.platform !== 'linux') return { checked: 0, note: 'can be looked at on Linux only', faults: [] }
    const all = await allProcesses()
    const ours = [...all.values()].filter(isOurs)
    const orphans = ours.filter(
      ({ forked, parent, dataDir, pid }) =>
        forked && pid !== process.pid && !isOurs(all.get(parent)) && (dataDir ?? folder.root) === folder.root,
    )
    const server = await postmaster(folder.postgres, all)
    if (server && !isOurs(all.get(server.parent))) orphans.push(server)
    return {
      checked: ours.length,
      faults: faultOf(
        orphans.map(({ pid, command }) => `process ${pid}: ${shortened(command)}`),
        {
          code: 'process_orphan',
          state: 'problem',
          found: `${several(orphans.length, 'process', 'processes')} left over from what started ${orphans.length === 1 ? 'it' : 'them'}`,
          why: 'They take memory, and an engine among them takes it from the next.',
          advice: 'Repaired, they are told to end.',
          async repair() {
            for (const { pid } of orphans) {
              try {
                process.kill(pid, 'SIGTERM')
              } catch {
                // it has ended meanwhile
              }
            }
            return orphans.length
          },
        },
      ),
    }
  },
}

async function allProcesses(): Promise<Map<number, Process>> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(Number)
  const found = await Promise.all(pids.map((pid) => readProcess(pid).catch(() => undefined)))
  return new Map(found.flatMap((each) => (each ? [[each.pid, each] as const] : [])))
}

async function readProcess(pid: number): Promise<Process | undefined> {
  const [stat, commandLine] = [
    await readFile(`/proc/${pid}/stat`, 'utf8'),
    await readFile(`/proc/${pid}/cmdline`, 'utf8'),
  ]
  // The name in brackets may hold anything, brackets too.
  const [state, parent] = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  if (state === 'Z' || commandLine === '') return undefined
  const environment = (await readFile(`/proc/${pid}/environ`, 'utf8').catch(() => '')).split('\0')
  const value = (name: string) => environment.find((each) => each.startsWith(`${name}=`))?.slice(name.length + 1)
  const given = value('ALBUMEN_DATA_DIR')
  const workingDirectory = await readlink(`/proc/${pid}/cwd`).catch(() => '/')
  return {
    pid,
    parent: Number(parent),
    command: commandLine.split('\0').filter(Boolean),
    forked: value('NODE_CHANNEL_FD') !== undefined,
    dataDir: given && path.resolve(workingDirectory, given),
  }
}

/** A service, an engine or the command line of this installation. */
function isOurs(found: Process | undefined): boolean {
  const built = builtFile('/')
  return found?.command.some((word) => word.startsWith(built) || /[/]albumen(\.mjs)?$/.test(`/${word}`)) === true
}

/** The bundled PostgreSQL of this data folder, where it runs. */
async function postmaster(cluster: string, all: Map<number, Process>): Promise<Process | undefined> {
  const pid = Number((await readFile(path.join(cluster, 'postmaster.pid'), 'utf8').catch(() => '')).split('\n')[0])
  const found = pid > 1 ? all.get(pid) : undefined
  return found?.command[0]?.includes('postgres') ? found : undefined
}

function shortened(command: string[]): string {
  return command
    .map((word) => (word.includes('/') ? path.basename(word) : word))
    .slice(0, 3)
    .join(' ')
}
