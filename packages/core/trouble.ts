/** Classes of PostgreSQL's error codes that tell of the server's state and nothing of what was asked. */
const SERVER_CLASSES = new Set([
  '08', // connection
  '53', // disk, memory or connections used up
  '57', // shut down, or starting
  '58', // errors of its files
])
const CODES = new Set([
  ...['ENOSPC', 'EDQUOT', 'EROFS'], // only writing meets these, and only the data folder is written to
  ...['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT'], // of sockets
])
const SENTENCES =
  /connection terminated|connection ended|timeout exceeded when trying to connect|client has encountered a connection error|connect ENOENT|no space left on device|disk quota exceeded/i

/**
 * Whether the machine is to blame and not the photo: the database is away, or the disk that is written to is full. The
 * work is to wait then, however often it was tried.
 */
export function isMachineTrouble(error: unknown): boolean {
  for (let each = error, depth = 0; each instanceof Error && depth < 5; each = each.cause, depth++) {
    const code = (each as NodeJS.ErrnoException).code
    if (typeof code === 'string' && (CODES.has(code) || isServerCode(code))) return true
    if (SENTENCES.test(each.message)) return true
  }
  return false
}

function isServerCode(code: string): boolean {
  return code.length === 5 && SERVER_CLASSES.has(code.slice(0, 2)) && /^\d\d[0-9A-Z]{3}$/.test(code)
}
