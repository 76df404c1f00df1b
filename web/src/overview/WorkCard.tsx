import type { Status } from '../api/types'
import { Card } from '../parts/parts'
import { useFormats, useWords } from '../words/words'
import { Fact } from './EngineCard'
import css from './Overview.module.css'

/** What waits in the queues, what is left of the disk, and when the library was backed up. */
export function WorkCard({ status: { queues, disk, backup } }: { status: Status }) {
  const words = useWords()
  const formats = useFormats()
  const t = words.overview
  const backupLine = () => {
    if (backup.problem) return t.backupFailed(backup.problem)
    return backup.last ? `${formats.ago(backup.last.at)} · ${formats.bytes(backup.last.bytes)}` : t.noBackup
  }
  return (
    <Card title={t.queues}>
      <dl className={css.facts}>
        {(['ingest', 'analyse', 'embed', 'deliver'] as const).map((name) => {
          const { waiting, active } = queues[name]
          const value = [
            waiting > 0 && formats.number(waiting),
            active > 0 && t.queueActive(formats.number(active)),
          ].filter(Boolean)
          return <Fact key={name} name={t.queueNames[name]} value={value.join(' · ') || t.queueEmpty} />
        })}
      </dl>
      <h3 className={css.subhead}>{t.disk}</h3>
      <dl className={css.facts}>
        {disk.free !== null && disk.total !== null && (
          <Fact name={t.diskFree} value={t.free(formats.bytes(disk.free), formats.bytes(disk.total))} />
        )}
        <Fact name={t.database} value={formats.bytes(disk.database)} />
        {disk.models > 0 && <Fact name={t.models} value={formats.bytes(disk.models)} />}
        {(backup.nightly || backup.last) && <Fact name={t.backup} value={backupLine()} />}
      </dl>
    </Card>
  )
}
