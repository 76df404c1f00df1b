/**
 * Visits directories, those that each visit gives included, at most `atOnce` at the same time. Depth first, so that
 * few paths wait. A visit that fails ends the walk with its error; an aborted signal ends it quietly.
 */
export function walkTree(
  start: readonly string[],
  visit: (directory: string) => Promise<readonly string[]>,
  atOnce: number,
  signal: AbortSignal,
): Promise<void> {
  const waiting = [...start]
  let active = 0
  return new Promise((resolve, reject) => {
    let failed = false
    const go = () => {
      while (!failed && !signal.aborted && active < atOnce && waiting.length > 0) {
        active++
        visit(waiting.pop() as string).then(
          (further) => {
            active--
            for (const directory of further) waiting.push(directory)
            go()
          },
          (error) => {
            failed = true
            reject(error)
          },
        )
      }
      if (!failed && active === 0) resolve()
    }
    go()
  })
}
