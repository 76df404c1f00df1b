/** Local hour at which a night's backup is made. */
const HOUR = 3

/**
 * When the next nightly backup is due, in the local time of this machine: after the hour of the night that follows the
 * last one. It may lie in the past: a machine that was off catches up.
 * @param last null when there was none yet
 */
export function nextBackupAt(last: Date | null, now: Date): Date {
  const due = new Date(last ?? now)
  due.setHours(HOUR, 0, 0, 0)
  if (last === null) {
    if (due > now) due.setDate(due.getDate() - 1)
  } else if (due <= last) due.setDate(due.getDate() + 1)
  // A clock that was wrong and has been put right must not end all backups.
  const latest = new Date(now)
  latest.setDate(latest.getDate() + 1)
  return due > latest ? now : due
}
