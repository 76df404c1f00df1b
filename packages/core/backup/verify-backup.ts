import { FatalError } from '../errors.js'
import type { BackupFooter, BackupHeader } from './format.js'
import { readBackup } from './read-backup.js'

/**
 * Reads a backup to its end.
 * @throws FatalError saying what is wrong with it
 */
export async function verifyBackup(file: string): Promise<{ header: BackupHeader; footer: BackupFooter }> {
  let header: BackupHeader | undefined
  let footer: BackupFooter | undefined
  for await (const part of readBackup(file)) {
    if (part.kind === 'header') header = part.header
    if (part.kind === 'end') footer = part.footer
  }
  if (!header || !footer) throw new FatalError(`${file} is not whole.`)
  return { header, footer }
}
