import { FolderCount } from '../folders/FolderCount'
import { FolderPicker } from '../folders/FolderPicker'
import { Icon } from '../parts/Icon'
import { Button } from '../parts/parts'
import { useWords } from '../words/words'
import { isBelow, withFolder } from './chosen-folders'
import css from './Welcome.module.css'

export function FoldersStep({
  chosen,
  onChange,
  onDemo,
  onNext,
}: {
  chosen: string[]
  onChange: (folders: string[]) => void
  onDemo: () => void
  onNext: () => void
}) {
  const words = useWords()
  const t = words.welcome
  const take = (path: string) => {
    if (!chosen.some((each) => isBelow(path, each))) onChange(withFolder(chosen, path))
  }
  return (
    <>
      <p className={css.soft}>{t.foldersHint}</p>
      <FolderPicker taken={chosen} onTake={take} />
      <h3>{t.chosen}</h3>
      {chosen.length === 0 && <p className={css.soft}>{t.chosenNone}</p>}
      <ul className={css.chosen} data-testid="chosen">
        {chosen.map((path) => (
          <li key={path}>
            <Icon name="folder" size={19} />
            <span className={css.path} dir="ltr">
              {path}
            </span>
            <span className={css.soft}>
              <FolderCount path={path} />
            </span>
            <Button
              icon="close"
              look="quiet"
              small
              aria-label={t.drop(path)}
              onClick={() => onChange(chosen.filter((each) => each !== path))}
            />
          </li>
        ))}
      </ul>
      <div className={css.buttons}>
        <Button look="quiet" onClick={onDemo}>
          {t.demo}
        </Button>
        <Button look="primary" disabled={chosen.length === 0} onClick={onNext}>
          {t.next}
        </Button>
      </div>
    </>
  )
}
