import { useEffect, useState, useSyncExternalStore } from 'react'
import { live } from '../api/live'
import { Icon } from '../parts/Icon'
import { useWords } from '../words/words'
import css from './App.module.css'

/** A blink of the connection is nobody's business. */
const PATIENCE_MS = 1_500

export function ConnectionBanner() {
  const words = useWords()
  const connection = useSyncExternalStore(live.onConnection, live.connection)
  const [shown, show] = useState(false)
  useEffect(() => {
    if (connection !== 'lost') return show(false)
    const timer = setTimeout(() => show(true), PATIENCE_MS)
    return () => clearTimeout(timer)
  }, [connection])
  if (!shown) return null
  return (
    <div className={css.banner} role="status">
      <Icon name="alert" />
      {words.app.lost}
    </div>
  )
}
