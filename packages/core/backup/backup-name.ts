/** Ending of a backup that is being written. */
export const PARTIAL = '.partial'

const NAME = /^albumen-(?:(nightly)-)?(\d{4})-(\d\d)-(\d\d)T(\d\d)(\d\d)(\d\d)Z\.backup\.gz$/

/** `albumen-nightly-2026-11-22T033000Z.backup.gz`; those made by hand have no `nightly` and are never thrown away. */
export function backupName(kind: 'nightly' | 'manual', at: Date): string {
  const time = at.toISOString().replace(/:/g, '').replace(/\.\d+/, '')
  return `albumen-${kind === 'nightly' ? 'nightly-' : ''}${time}.backup.gz`
}

/** What a file name says; undefined when it is no backup. */
export function readBackupName(name: string): { kind: 'nightly' | 'manual'; at: Date } | undefined {
  const found = NAME.exec(name)
  if (!found) return undefined
  const [, nightly, year, month, day, hour, minute, second] = found
  const at = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`)
  return Number.isNaN(at.getTime()) ? undefined : { kind: nightly ? 'nightly' : 'manual', at }
}
