import { ask } from '../api/client'
import { live } from '../api/live'
import { queries } from '../api/queries'
import { useAct } from '../parts/Toasts'

/** @returns what locks private photos, and takes everything of them from the page */
export function useLock(): () => void {
  const act = useAct()
  return () =>
    void act(async () => {
      await ask('POST /vault/lock')
      live.open()
      await queries.resetQueries()
    })
}
