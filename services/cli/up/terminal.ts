/** Where people read: lines that stay, and on a terminal one line at the bottom that changes in place. */
export interface Terminal {
  say(line: string): void
  progress(line: string): void
  close(): void
}

/** Without a terminal (a container's log) the progress is written when it changed, at most every 30 seconds. */
const QUIET_EVERY_MS = 30_000

export function openTerminal(stream: NodeJS.WriteStream): Terminal {
  let shown = ''
  let writtenAt = 0
  const clear = () => {
    if (shown && stream.isTTY) stream.write('\r\x1b[2K')
  }
  return {
    say(line) {
      clear()
      stream.write(`${line}\n`)
      if (shown && stream.isTTY) stream.write(shown)
    },
    progress(line) {
      if (!stream.isTTY) {
        if (line === shown || Date.now() - writtenAt < QUIET_EVERY_MS) return
        shown = line
        writtenAt = Date.now()
        stream.write(`${line}\n`)
        return
      }
      const fitting = line.length < stream.columns ? line : `${line.slice(0, Math.max(10, stream.columns - 2))}…`
      if (fitting === shown) return
      clear()
      shown = fitting
      stream.write(shown)
    },
    close() {
      if (shown && stream.isTTY) stream.write('\n')
      shown = ''
    },
  }
}
