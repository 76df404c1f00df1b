import { type RefCallback, useCallback, useState } from 'react'

/** The width of an element in pixels, as it changes; 0 before it is there. */
export function useWidth(): [RefCallback<HTMLElement>, number] {
  const [width, set] = useState(0)
  const ref = useCallback((element: HTMLElement | null) => {
    if (!element) return
    const measure = () => set(element.clientWidth)
    measure()
    const sizes = new ResizeObserver(measure)
    sizes.observe(element)
    return () => sizes.disconnect()
  }, [])
  return [ref, width]
}
