import { createContext, type ReactNode, useCallback, useContext, useState } from 'react'
import { classes } from './parts'
import css from './parts.module.css'

const SHOWN_MS = 5_000

interface Toast {
  id: number
  text: string
  bad: boolean
}
type Say = (text: string, bad?: boolean) => void

const Context = createContext<Say>(() => {})
let made = 0

/** Short sentences about what the owner has just done. */
export function Toasts({ children }: { children: ReactNode }) {
  const [toasts, set] = useState<Toast[]>([])
  const say = useCallback<Say>((text, bad = false) => {
    const id = ++made
    set((all) => [...all.slice(-2), { id, text, bad }])
    setTimeout(() => set((all) => all.filter((each) => each.id !== id)), SHOWN_MS)
  }, [])
  return (
    <Context value={say}>
      {children}
      <div className={css.toasts} role="status" aria-live="polite">
        {toasts.map(({ id, text, bad }) => (
          <div key={id} className={classes(css.toast, bad && css.toastBad)}>
            {text}
          </div>
        ))}
      </div>
    </Context>
  )
}

export const useSay = (): Say => useContext(Context)

/** Runs what the owner asked for; a refusal is said in the api's words. */
export function useAct() {
  const say = useSay()
  return async (act: () => Promise<unknown>, done?: string): Promise<boolean> => {
    try {
      await act()
      if (done) say(done)
      return true
    } catch (error) {
      say(error instanceof Error ? error.message : String(error), true)
      return false
    }
  }
}
