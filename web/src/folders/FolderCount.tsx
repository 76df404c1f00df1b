import { useFormats, useWords } from '../words/words'
import { useFolderCount } from './count'
import css from './folders.module.css'

export function FolderCount({ path }: { path: string }) {
  const formats = useFormats()
  const t = useWords().folders
  const { photos, done, failed } = useFolderCount(path)
  const n = formats.number(photos)
  return (
    <span className={css.count} data-testid="count">
      {failed ? t.countFailed : done ? t.counted(n, photos) : t.counting(n)}
    </span>
  )
}
