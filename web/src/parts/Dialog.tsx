import { type ReactNode, useLayoutEffect, useRef } from 'react'
import { classes } from './parts'
import css from './parts.module.css'
import { topLayer } from './top-layer'

/** A modal dialog: the browser keeps the focus inside, Escape closes it, and the focus goes back afterwards. */
export function Dialog({
  label,
  onClose,
  className,
  children,
}: {
  label: string
  onClose: () => void
  className?: string | undefined
  children: ReactNode
}) {
  const ref = useRef<HTMLDialogElement>(null)
  // Before it leaves the page: closing is what gives the focus back.
  useLayoutEffect(() => {
    const dialog = ref.current
    if (!dialog) return
    if (!dialog.open) dialog.showModal()
    const leave = topLayer.add(dialog)
    return () => {
      leave()
      dialog.close()
    }
  }, [])
  return (
    <dialog
      ref={ref}
      className={classes(className ?? css.dialog)}
      aria-label={label}
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
    >
      {children}
    </dialog>
  )
}
