import { isUtf8 } from 'node:buffer'

const BACKSLASH = 0x5c
const SLASH = Buffer.from('/')

/**
 * The text under which a path inside a share is stored. Valid UTF-8 stays as it is, a backslash becomes `\\` and
 * every byte that is no valid UTF-8 becomes `\xNN` (lower-case hex), so that `decodePath` gives back the same bytes.
 * Works on a whole path as on one name of it: `encodePath(a + '/' + b) === encodePath(a) + '/' + encodePath(b)`.
 */
export function encodePath(bytes: Buffer): string {
  if (isUtf8(bytes)) {
    const text = bytes.toString('utf8')
    return text.includes('\\') ? text.replaceAll('\\', '\\\\') : text
  }
  let text = ''
  let valid = 0
  let at = 0
  while (at < bytes.length) {
    const length = sequenceLength(bytes, at)
    if (length > 0 && bytes[at] !== BACKSLASH) {
      at += length
      continue
    }
    text += bytes.toString('utf8', valid, at)
    text += length > 0 ? '\\\\' : `\\x${(bytes[at] ?? 0).toString(16).padStart(2, '0')}`
    at += 1
    valid = at
  }
  return text + bytes.toString('utf8', valid)
}

/**
 * The bytes of a path written by `encodePath`.
 * @throws Error when a backslash is followed by neither a backslash nor `xNN`.
 */
export function decodePath(text: string): Buffer {
  if (!text.includes('\\')) return Buffer.from(text)
  const parts: Buffer[] = []
  let from = 0
  for (let at = text.indexOf('\\'); at !== -1; at = text.indexOf('\\', from)) {
    parts.push(Buffer.from(text.slice(from, at)))
    const hex = /^\\x([0-9a-f]{2})/.exec(text.slice(at, at + 4))
    if (hex?.[1]) parts.push(Buffer.from(hex[1], 'hex'))
    else if (text[at + 1] === '\\') parts.push(Buffer.from('\\'))
    else throw new Error(`expected \\\\ or \\xNN at character ${at} of the stored path, got ${text.slice(at, at + 4)}`)
    from = at + (hex ? 4 : 2)
  }
  parts.push(Buffer.from(text.slice(from)))
  return Buffer.concat(parts)
}

const CHINESE = new TextDecoder('gb18030', { fatal: true })
const WESTERN = new TextDecoder('windows-1252')

/**
 * A stored path as a person reads it. Names that are no UTF-8 come from old archives and cameras: they are taken for
 * Chinese (GBK) where all their bytes allow it and at least one character is of the common ones, both of whose bytes
 * are high (GB 2312); two Western letters in a row seldom are. Else they are taken for Western ones. What `encodePath`
 * never writes stays as it is.
 */
export function readablePath(path: string): string {
  if (!path.includes('\\') || /\\(?![\\x])|\\x(?![0-9a-f]{2})/.test(path.replaceAll('\\\\', ''))) return path
  const names = path.split('/').map((name) => {
    const bytes = decodePath(name)
    return isUtf8(bytes) ? bytes.toString() : (chinese(bytes) ?? WESTERN.decode(bytes))
  })
  return names.join('/')
}

function chinese(bytes: Buffer): string | undefined {
  if (!/[\xa1-\xf7][\xa1-\xfe]/.test(bytes.toString('latin1'))) return undefined
  try {
    return CHINESE.decode(bytes)
  } catch {
    return undefined
  }
}

/**
 * Where a stored path lies on disk, in the form that `node:fs` takes: a string, or bytes where the name needs them.
 * @param root absolute path of the share
 * @param path as stored (see `encodePath`), relative to the root; empty for the root itself
 */
export function locatePath(root: string, path: string): string | Buffer {
  if (path === '') return root
  if (!path.includes('\\')) return root.endsWith('/') ? root + path : `${root}/${path}`
  return Buffer.concat([Buffer.from(root), SLASH, decodePath(path)])
}

/** Bytes of the valid UTF-8 sequence that starts at `at`, 0 where none does (RFC 3629, table of section 4). */
function sequenceLength(bytes: Buffer, at: number): number {
  const lead = bytes[at] ?? 0
  if (lead < 0x80) return 1
  if (lead < 0xc2 || lead > 0xf4) return 0
  const length = lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4
  return isUtf8(bytes.subarray(at, at + length)) && at + length <= bytes.length ? length : 0
}
