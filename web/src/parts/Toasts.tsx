import { createContext, type ReactNode, useCallback, useContext, useState } from 'react'
import { createPortal } from 'react-dom'
import { useExplain } from '../words/told'
import { classes } from './parts'
import css from './parts.module.css'
import { useTopLayer } from './top-layer'

const SHOWN_MS = 5_000
/** There is something to decide. */
const SHOWN_WITH_ACTION_MS = 10_000

interface Action {
  label: string
  run: () => void
}
interface Toast {
  id: number
  text: string
  bad: boolean
  action?: Action | undefined
}
/** @returns what takes the sentence away before its time */
type Say = (text: string, bad?: boolean, action?: Action) => () => void

const Context = createContext<Say>(() => () => {})
let made = 0

/** Short sentences about what the owner has just done, some with the way back. */
export function Toasts({ children }: { children: ReactNode }) {
  const [toasts, set] = useState<Toast[]>([])
  const host = useTopLayer()
  const remove = useCallback((id: number) => set((all) => all.filter((each) => each.id !== id)), [])
  const say = useCallback<Say>(
    (text, bad = false, action) => {
      const id = ++made
      set((all) => [...all.slice(-2), { id, text, bad, action }])
      setTimeout(() => remove(id), action ? SHOWN_WITH_ACTION_MS : SHOWN_MS)
      return () => remove(id)
    },
    [remove],
  )
  return (
    <Context value={say}>
      {children}
      {createPortal(
        <div className={css.toasts} role="status" aria-live="polite">
          {toasts.map(({ id, text, bad, action }) => (
            <div key={id} className={classes(css.toast, bad && css.toastBad, action && css.toastWithAction)}>
              {text}
              {action && (
                <button
                  type="button"
                  onClick={() => {
                    remove(id)
                    action.run()
                  }}
                >
                  {action.label}
                </button>
              )}
            </div>
          ))}
        </div>,
        host,
      )}
    </Context>
  )
}

export const useSay = (): Say => useContext(Context)

/** Runs what the owner asked for; a refusal is said. */
export function useAct() {
  const say = useSay()
  const explain = useExplain()
  return async (act: () => Promise<unknown>, done?: string): Promise<boolean> => {
    try {
      await act()
      if (done) say(done)
      return true
    } catch (error) {
      say(explain(error), true)
      return false
    }
  }
}
