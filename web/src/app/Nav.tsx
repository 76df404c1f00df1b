import { Link, useLocation } from 'wouter'
import { base } from '../api/client'
import { useStatus } from '../api/queries'
import { headline } from '../overview/headline'
import { Icon } from '../parts/Icon'
import { Bar } from '../parts/parts'
import { useFormats, useWords } from '../words/words'
import css from './App.module.css'

const PAGES = [
  ['/', 'overview'],
  ['/library', 'library'],
  ['/search', 'search'],
  ['/map', 'map'],
  ['/try', 'try'],
  ['/settings', 'settings'],
] as const

/** On the left of a wide window, at the bottom of a phone's. */
export function Nav() {
  const words = useWords()
  const [location] = useLocation()
  return (
    <nav className={css.nav} aria-label={words.nav.main}>
      <Link href="/" className={css.brand}>
        <img src={new URL('icon.svg', base).href} alt="" width={28} height={28} />
        Albumen
      </Link>
      <div className={css.links}>
        {PAGES.map(([path, name]) => (
          <Link key={path} href={path} className={css.link} aria-current={location === path ? 'page' : undefined}>
            <Icon name={name} size={21} />
            {words.nav[name]}
          </Link>
        ))}
      </div>
      <Pulse />
    </nav>
  )
}

/** How things stand, on every page. */
function Pulse() {
  const words = useWords()
  const formats = useFormats()
  const { data } = useStatus()
  if (!data || data.photos.total === 0) return null
  const { analysed, total } = data.photos
  return (
    <div className={css.pulse}>
      <strong>{words.state[headline(data).state]}</strong>
      {analysed < total && <Bar share={analysed / total} label={words.overview.throughput} />}
      <span>{words.overview.done(formats.number(analysed), formats.number(total))}</span>
    </div>
  )
}
