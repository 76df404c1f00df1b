import type { Progress } from '#vision/tuning/measure'
import { seeing } from './table.js'

/** On a terminal one line that changes; elsewhere a line for each setting. */
export function progressLine(out: NodeJS.WriteStream) {
  let open = false
  let last = ''
  return {
    show(progress: Progress): void {
      const head = heading(progress)
      if (out.isTTY) {
        const text = `${head}: ${figures(progress)}`
        out.write(`\r\u001b[2K${text.slice(0, Math.max(20, (out.columns ?? 80) - 1))}`)
        open = true
      } else if (head !== last) out.write(`${head}\n`)
      last = head
    },
    /** Clears the line that changes. */
    end(): void {
      if (open) out.write('\r\u001b[2K')
      open = false
    },
  }
}

function heading({ done, left, ...setting }: Progress): string {
  return `${done + 1} of at most ${done + left}: ${setting.slots} at a time${seeing(setting)}`
}

function figures({ photos, photosPerMinute }: Progress): string {
  if (photos === undefined) return 'loading and warming up'
  const rate = photosPerMinute ? `, ${photosPerMinute.toPrecision(3)} a minute` : ''
  return `${photos} ${photos === 1 ? 'photo' : 'photos'}${rate}`
}
