import { spawnSync } from 'node:child_process'
import { utimesSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { builtFile } from '#core/project-root'
import { inTemporaryFolder, mb, median, row, seconds, section } from './report.js'
import { albumen, withTree } from './tree.js'

const ROUNDS = 3

/** Starting from the bundles, beside starting from the compiled modules; see {@link programFile}. */
export async function benchStart(): Promise<void> {
  section(`Starting, median of ${ROUNDS}`)
  const starts = { bundled: [] as Start[], modules: [] as Start[] }
  const commands = { bundled: [] as number[], modules: [] as number[] }
  try {
    for (let round = 0; round < ROUNDS; round++) {
      for (const form of ['bundled', 'modules'] as const) {
        use(form)
        commands[form].push(
          await seconds(async () => spawnSync(process.execPath, [albumen, '--version'], { stdio: 'ignore' })),
        )
        starts[form].push(await startTree())
      }
    }
  } finally {
    use('bundled')
  }
  for (const form of ['modules', 'bundled'] as const) {
    const [time, memory] = [starts[form].map(({ ready }) => ready), starts[form].map(({ bytes }) => bytes)]
    row(`${form}: a command`, `${(median(commands[form]) * 1000).toFixed(0)} ms`)
    row(`${form}: until everything runs, a new library`, `${median(time).toFixed(1)} s`)
    row(`${form}: memory (PSS), database included`, mb(median(memory)))
  }
}

/** A bundle that is older than the compiled modules is not used. */
function use(form: 'bundled' | 'modules'): void {
  const time = form === 'bundled' ? new Date() : new Date(0)
  utimesSync(builtFile('programs/.bundled'), time, time)
}

interface Start {
  /** seconds until every service has reported */
  ready: number
  /** of the whole tree, ten seconds later */
  bytes: number
}

async function startTree(): Promise<Start> {
  return await inTemporaryFolder((root) =>
    withTree(root, ['--setup'], async (tree) => {
      const isReady = async () => {
        const address = await tree.address()
        return address !== undefined && (await fetch(`${address}/readyz`).catch(() => undefined))?.ok === true
      }
      const ready = await seconds(async () => {
        while (!(await isReady())) await sleep(50)
      })
      await sleep(10_000)
      const { total = 0 } = await tree.memory()
      return { ready, bytes: total }
    }),
  )
}
