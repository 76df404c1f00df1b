import { type RefObject, useEffect, useRef } from 'react'
import { topLayer } from './top-layer'

/**
 * Keys of a page or a dialog, wherever in it the focus is, or nowhere after what had it is gone. They rest while one
 * types, and while a dialog is above.
 */
export function useKeys(within: RefObject<HTMLElement | null>, onKey: (event: KeyboardEvent) => void): void {
  const latest = useRef(onKey)
  latest.current = onKey
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.defaultPrevented || isTyping(event.target) || !topLayer.top().contains(within.current)) return
      latest.current(event)
    }
    document.addEventListener('keydown', listen)
    return () => document.removeEventListener('keydown', listen)
  }, [within])
}

/** Whether keys are letters of a text, or choose in a list, here. */
export function isTyping(target: EventTarget | null): boolean {
  if (target instanceof HTMLInputElement) return !['checkbox', 'radio', 'button'].includes(target.type)
  return target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement
}
