import { type KeyboardEvent, type PointerEvent, type RefObject, useEffect, useRef, useState } from 'react'

/** A place on the screen, or a way on it, in pixels. */
interface Pixels {
  x: number
  y: number
}

/** What moves the map; `at` is seen from its middle. */
export interface Moves {
  move(by: Pixels): void
  zoom(factor: number, at?: Pixels): void
  reset(): void
}

/** A press of a button comes so much closer. */
export const STEP = 2
const KEY_PIXELS = 80
const WHEEL_PIXELS = 300

/** Fingers, mouse, wheel and keys on an element, and its size. */
export function useMoving(host: RefObject<HTMLElement | null>, moves: Moves) {
  const [size, setSize] = useState({ width: 0, height: 0 })
  const touching = useRef(new Map<number, Pixels>())
  const latest = useRef(moves)
  latest.current = moves

  useEffect(() => {
    const element = host.current
    if (!element) return
    const measure = () => setSize({ width: element.clientWidth, height: element.clientHeight })
    const sizes = new ResizeObserver(measure)
    sizes.observe(element)
    // React listens passively to the wheel, and the page would scroll.
    const onWheel = (event: WheelEvent) => {
      event.preventDefault()
      const at = fromMiddle(element, { x: event.clientX, y: event.clientY })
      latest.current.zoom(2 ** (-event.deltaY / WHEEL_PIXELS), at)
    }
    element.addEventListener('wheel', onWheel, { passive: false })
    return () => {
      sizes.disconnect()
      element.removeEventListener('wheel', onWheel)
    }
  }, [host])

  const onPointerDown = (event: PointerEvent) => {
    if ((event.target as Element).closest('button')) return
    event.currentTarget.setPointerCapture(event.pointerId)
    touching.current.set(event.pointerId, { x: event.clientX, y: event.clientY })
  }
  const onPointerMove = (event: PointerEvent) => {
    const before = touching.current.get(event.pointerId)
    if (!before) return
    const now = { x: event.clientX, y: event.clientY }
    const [other] = [...touching.current].flatMap(([id, each]) => (id === event.pointerId ? [] : [each]))
    touching.current.set(event.pointerId, now)
    if (!other) return moves.move({ x: now.x - before.x, y: now.y - before.y })
    const factor = Math.hypot(now.x - other.x, now.y - other.y) / Math.hypot(before.x - other.x, before.y - other.y)
    moves.zoom(factor, fromMiddle(event.currentTarget, { x: (now.x + other.x) / 2, y: (now.y + other.y) / 2 }))
  }
  const onPointerUp = (event: PointerEvent) => void touching.current.delete(event.pointerId)
  const onKeyDown = (event: KeyboardEvent) => {
    const act: Record<string, () => void> = {
      ArrowLeft: () => moves.move({ x: KEY_PIXELS, y: 0 }),
      ArrowRight: () => moves.move({ x: -KEY_PIXELS, y: 0 }),
      ArrowUp: () => moves.move({ x: 0, y: KEY_PIXELS }),
      ArrowDown: () => moves.move({ x: 0, y: -KEY_PIXELS }),
      '+': () => moves.zoom(STEP),
      '=': () => moves.zoom(STEP),
      '-': () => moves.zoom(1 / STEP),
      '0': () => moves.reset(),
    }
    const found = act[event.key]
    if (!found) return
    event.preventDefault()
    found()
  }
  return { size, on: { onPointerDown, onPointerMove, onPointerUp, onPointerCancel: onPointerUp, onKeyDown } }
}

function fromMiddle(element: Element, { x, y }: Pixels): Pixels {
  const box = element.getBoundingClientRect()
  return { x: x - box.left - box.width / 2, y: y - box.top - box.height / 2 }
}
