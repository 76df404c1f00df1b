import { useEffect, useState } from 'react'
import { queries, useSession } from '../api/queries'
import { Icon } from '../parts/Icon'
import { Button } from '../parts/parts'
import { useWords } from '../words/words'
import { useLock } from './useLock'
import css from './VaultBar.module.css'

/** How often the time that is left is shown anew. */
const EVERY_MS = 15_000

/** Says that private photos are in sight, for how long, and locks them; when the time is over, nothing of them stays. */
export function VaultBar() {
  const words = useWords()
  const lock = useLock()
  const { data } = useSession()
  const until = data?.vault?.open ? data.vault.until : null
  const [now, setNow] = useState(Date.now)
  useEffect(() => {
    if (!until) return
    setNow(Date.now())
    const timer = setInterval(() => setNow(Date.now()), EVERY_MS)
    const end = setTimeout(() => void queries.resetQueries(), Math.max(0, Date.parse(until) - Date.now()) + 500)
    return () => {
      clearInterval(timer)
      clearTimeout(end)
    }
  }, [until])
  if (!until) return null
  return (
    <div className={css.bar} data-testid="vault-open">
      <Icon name="unlock" size={18} />
      <span>{words.vault.openFor(Math.max(1, Math.ceil((Date.parse(until) - now) / 60_000)))}</span>
      <Button small icon="lock" onClick={lock}>
        {words.vault.lock}
      </Button>
    </div>
  )
}
