import { Link } from 'wouter'
import { Icon } from '../parts/Icon'
import { buttonClass } from '../parts/parts'
import { useWords } from '../words/words'
import css from './UnknownPage.module.css'

/** Where an address leads that nobody has. */
export function UnknownPage() {
  const t = useWords().unknown
  return (
    <div className={css.page} data-testid="unknown">
      <span className={css.icon}>
        <Icon name="map" size={34} />
      </span>
      <h1>{t.title}</h1>
      <code className={css.address}>{decoded(location.pathname)}</code>
      <p>{t.hint}</p>
      <div className={css.ways}>
        <Link href="/" className={buttonClass({ look: 'primary' })}>
          {t.toOverview}
        </Link>
        <Link href="/search" className={buttonClass({})}>
          {t.toSearch}
        </Link>
      </div>
    </div>
  )
}

/** As it was typed; what is no text stays as it is. */
function decoded(address: string): string {
  try {
    return decodeURIComponent(address)
  } catch {
    return address
  }
}
