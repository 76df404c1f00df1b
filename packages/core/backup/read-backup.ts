import { createHash, type Hash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { createGunzip } from 'node:zlib'
import { FatalError, messageOf } from '../errors.js'
import {
  type BackupFooter,
  type BackupHeader,
  END_OF_ROWS,
  FORMAT,
  footer,
  header,
  type TableLine,
  tableLine,
} from './format.js'

/** A backup, piece by piece in the order of the file. `rows` belong to the table before; `end` comes only if all is sound. */
export type BackupPart =
  | { kind: 'header'; header: BackupHeader }
  | { kind: 'table'; table: TableLine }
  | { kind: 'rows'; chunk: Buffer }
  | { kind: 'end'; footer: BackupFooter }

const NEWLINE = 10
const END = Buffer.from(`\n${END_OF_ROWS}\n`)

/**
 * Reads a backup and checks it on the way: format, completeness, and the number and sha256 of each table's rows.
 * @throws FatalError saying what is wrong with the file
 */
export async function* readBackup(file: string): AsyncGenerator<BackupPart> {
  const source = createReadStream(file)
  const text = createGunzip()
  source.once('error', (error) => text.destroy(error))
  source.pipe(text)
  try {
    yield* parts(text, file)
  } catch (cause) {
    if (cause instanceof FatalError) throw cause
    throw new FatalError(`${file} cannot be read as a backup: ${messageOf(cause)}`, { cause })
  } finally {
    source.destroy()
    text.destroy()
  }
}

async function* parts(text: AsyncIterable<Buffer>, file: string): AsyncGenerator<BackupPart> {
  const found: BackupFooter['tables'] = {}
  let open: { table: string; hash: Hash; rows: number } | undefined
  let begun = false
  let ended = false
  let rest: Buffer = Buffer.alloc(0)
  for await (const chunk of text) {
    rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk])
    for (;;) {
      if (open) {
        const { rows, after } = takeRows(rest)
        if (rows.length > 0) {
          open.hash.update(rows)
          open.rows += countLines(rows)
          yield { kind: 'rows', chunk: rows }
        }
        rest = after ?? rest.subarray(rows.length)
        if (!after) break
        found[open.table] = { rows: open.rows, sha256: open.hash.digest('hex') }
        open = undefined
      }
      const end = rest.indexOf(NEWLINE)
      if (end < 0) break
      const said = parse(rest.subarray(0, end), file)
      rest = rest.subarray(end + 1)
      if (!begun) {
        begun = true
        yield { kind: 'header', header: readHeader(said, file) }
        continue
      }
      const table = tableLine.safeParse(said)
      if (table.success) {
        open = { table: table.data.table, hash: createHash('sha256'), rows: 0 }
        yield { kind: 'table', table: table.data }
        continue
      }
      const last = footer.safeParse(said)
      if (!last.success) throw new FatalError(`${file}: expected a table or the end, found something else.`)
      requireSame(found, last.data, file)
      ended = true
      yield { kind: 'end', footer: last.data }
    }
  }
  if (!ended) throw new FatalError(`${file} is not whole: its end is missing.`)
}

/** Rows up to the end mark, or as many bytes as cannot be part of one. `after` is what follows the mark. */
function takeRows(buffer: Buffer): { rows: Buffer; after?: Buffer } {
  // The mark may be all there is: its first newline belongs to the row before, or to the table's line.
  if (buffer.subarray(0, END.length - 1).equals(END.subarray(1))) {
    return { rows: Buffer.alloc(0), after: buffer.subarray(END.length - 1) }
  }
  const end = buffer.indexOf(END)
  if (end >= 0) return { rows: buffer.subarray(0, end + 1), after: buffer.subarray(end + END.length) }
  // Whole rows only, so that a mark which has come by half begins the next look.
  return { rows: buffer.subarray(0, buffer.lastIndexOf(NEWLINE) + 1) }
}

function parse(line: Buffer, file: string): unknown {
  try {
    return JSON.parse(line.toString())
  } catch {
    throw new FatalError(`${file} is not a backup of Albumen.`)
  }
}

function readHeader(said: unknown, file: string): BackupHeader {
  const read = header.safeParse(said)
  if (!read.success) throw new FatalError(`${file} is not a backup of Albumen.`)
  if (read.data.format > FORMAT) {
    throw new FatalError(
      `${file} was made by Albumen ${read.data.version} in format ${read.data.format}; this version reads ${FORMAT}. ` +
        'Install that version or a newer one.',
    )
  }
  return read.data
}

function requireSame(found: BackupFooter['tables'], said: BackupFooter, file: string): void {
  for (const name of new Set([...Object.keys(found), ...Object.keys(said.tables)])) {
    const [is, should] = [found[name], said.tables[name]]
    if (is?.rows === should?.rows && is?.sha256 === should?.sha256) continue
    throw new FatalError(`${file} is damaged: the rows of ${name} are not those that were written.`)
  }
}

function countLines(chunk: Buffer): number {
  let count = 0
  for (let at = chunk.indexOf(NEWLINE); at >= 0; at = chunk.indexOf(NEWLINE, at + 1)) count++
  return count
}
