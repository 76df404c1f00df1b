import { lazy, Suspense, useEffect } from 'react'
import { Redirect, Route, Switch, useLocation } from 'wouter'
import { Overview } from '../overview/Overview'
import { Boundary } from '../parts/Problem'
import { Skeleton } from '../parts/parts'
import { VaultBar } from '../vault/VaultBar'
import { VaultDialog } from '../vault/VaultDialog'
import { useWords } from '../words/words'
import css from './App.module.css'
import { ConnectionBanner } from './ConnectionBanner'
import { KeysHelp } from './KeysHelp'
import { Nav } from './Nav'
import { UnknownPage } from './UnknownPage'

const Library = lazy(() => import('../library/Library').then((page) => ({ default: page.Library })))
const Search = lazy(() => import('../search/Search').then((page) => ({ default: page.Search })))
const WorldMap = lazy(() => import('../map/WorldMap').then((page) => ({ default: page.WorldMap })))
const Try = lazy(() => import('../try/Try').then((page) => ({ default: page.Try })))
const Welcome = lazy(() => import('../welcome/Welcome').then((page) => ({ default: page.Welcome })))
const Settings = lazy(() => import('../settings/Settings').then((page) => ({ default: page.Settings })))

/** Every page lies one level deep; what is shown on it is in the query of its address. */
export function App() {
  const words = useWords()
  const [location] = useLocation()
  useEffect(() => {
    const page = location.slice(1) || 'overview'
    const title = words.nav[page as keyof typeof words.nav] ?? (page === 'welcome' ? undefined : words.unknown.title)
    document.title = title ? `${title} · Albumen` : 'Albumen'
  }, [location, words])

  if (location === '/welcome') {
    return (
      <main id="main" tabIndex={-1} className={css.alone}>
        <ConnectionBanner />
        <Boundary title={words.app.error} missing={words.app.missing} reload={words.app.reload}>
          <Suspense fallback={<PageSkeleton />}>
            <Welcome />
          </Suspense>
        </Boundary>
      </main>
    )
  }
  return (
    <div className={css.shell}>
      <a className={css.skip} href="#main">
        {words.nav.skip}
      </a>
      <Nav />
      <main id="main" className={css.main} tabIndex={-1}>
        <ConnectionBanner />
        <VaultBar />
        <Boundary key={location} title={words.app.error} missing={words.app.missing} reload={words.app.reload}>
          <Suspense fallback={<PageSkeleton />}>
            <Switch>
              <Route path="/" component={Overview} />
              <Route path="/library" component={Library} />
              <Route path="/search" component={Search} />
              <Route path="/map" component={WorldMap} />
              <Route path="/try" component={Try} />
              <Route path="/settings" component={Settings} />
              <Route path="/sign-in">
                <Redirect to="/" replace />
              </Route>
              <Route component={UnknownPage} />
            </Switch>
          </Suspense>
        </Boundary>
      </main>
      <VaultDialog />
      <KeysHelp />
    </div>
  )
}

function PageSkeleton() {
  return (
    <div className={css.skeleton}>
      <Skeleton height="2rem" width="12rem" />
      <Skeleton height="14rem" />
      <Skeleton height="14rem" />
    </div>
  )
}
