import PhotoSwipe, { type SlideData } from 'photoswipe'
import 'photoswipe/style.css'
import { type Ref, useEffect, useImperativeHandle, useRef } from 'react'
import { imageOf } from '../api/client'
import type { Sequence } from './sequence'
import css from './Viewer.module.css'

/** The longer side of a picture whose size is not known. */
const USUAL = 1440
/** Small pictures are shown at most this much larger than they are. */
const ENLARGE = 2

export interface StageHandle {
  /** @param by 1 for the next, -1 for the one before */
  go(by: number): void
  /** In, or back to the whole picture. */
  zoom(): void
}

/** PhotoSwipe's zoom, swipe and preloading in a part of the window; everything else around it is ours. */
export function Stage({
  sequence,
  index,
  onTurn,
  onClose,
  ref,
}: {
  sequence: Sequence
  index: number
  onTurn: (id: string) => void
  onClose: () => void
  ref: Ref<StageHandle>
}) {
  const host = useRef<HTMLDivElement>(null)
  const swipe = useRef<PhotoSwipe>(undefined)
  /** The photos that slides were filled with; undefined where they had not come yet. */
  const filled = useRef(new Map<number, string | undefined>())
  /** The photos that were turned to here, until the page has followed. */
  const told = useRef<string[]>([])
  const latest = useRef({ sequence, onTurn, onClose })
  latest.current = { sequence, onTurn, onClose }

  // made once; what changes is read through `latest`
  useEffect(() => {
    const element = host.current
    if (!element) return
    const size = () => ({ x: element.clientWidth, y: element.clientHeight })
    const made = new PhotoSwipe({
      appendToEl: element,
      getViewportSizeFn: size,
      index,
      bgOpacity: 1,
      showHideAnimationType: 'none',
      initialZoomLevel: ({ panAreaSize, elementSize }) =>
        panAreaSize && elementSize
          ? Math.min(panAreaSize.x / elementSize.x, panAreaSize.y / elementSize.y, ENLARGE)
          : 1,
      secondaryZoomLevel: ({ initial }) => initial * 2.5,
      maxZoomLevel: ({ initial }) => Math.max(initial * 5, 1),
      loop: false,
      wheelToZoom: true,
      pinchToClose: false,
      closeOnVerticalDrag: true,
      clickToCloseNonZoomable: false,
      imageClickAction: 'zoom',
      tapAction: false,
      bgClickAction: false,
      doubleTapAction: 'zoom',
      preload: [1, 2],
      trapFocus: false,
      returnFocus: false,
      escKey: false,
      arrowKeys: false,
      arrowPrev: false,
      arrowNext: false,
      close: false,
      zoom: false,
      counter: false,
    })
    made.addFilter('numItems', () => latest.current.sequence.length)
    made.addFilter('itemData', (_item, at) => {
      filled.current.set(at, latest.current.sequence.at(at)?.id)
      return slide(latest.current.sequence, at)
    })
    made.on('keydown', (event) => event.preventDefault()) // keys are ours; it would keep them from everybody else
    made.on('change', () => {
      const now = latest.current.sequence.at(made.currIndex)
      if (now) {
        told.current.push(now.id)
        latest.current.onTurn(now.id)
      } else void latest.current.sequence.load(made.currIndex).then(() => made.refreshSlideContent(made.currIndex))
    })
    let leaving = false
    made.on('close', () => {
      // Destroying it is closing, too.
      if (!leaving) latest.current.onClose()
    })
    made.init()
    made.element?.removeAttribute('role') // it is no dialog of its own: ours has the focus
    swipe.current = made
    const sizes = new ResizeObserver(() => made.updateSize(true))
    sizes.observe(element)
    return () => {
      sizes.disconnect()
      leaving = true
      swipe.current = undefined
      made.destroy()
    }
  }, [])

  // Photos that have come meanwhile, or have moved up because one has left, take the places of what was there.
  useEffect(() => {
    const now = swipe.current
    if (!now) return
    if (!leftAlready(told.current, sequence.at(index)?.id) && now.currIndex !== index) now.goTo(index)
    for (const [at, id] of [...filled.current]) {
      const there = sequence.at(at)?.id
      if (!there || there === id) continue
      filled.current.set(at, there)
      now.refreshSlideContent(at)
    }
  }, [sequence, index])

  useImperativeHandle(ref, () => ({
    go(by) {
      const next = (swipe.current?.potentialIndex ?? 0) + by // where it is going, while it still moves
      if (next >= 0 && next < latest.current.sequence.length) swipe.current?.goTo(next)
    },
    zoom: () => swipe.current?.toggleZoom(),
  }))
  return <div ref={host} className={css.swipe} />
}

/**
 * Whether the page follows to a photo that has been left meanwhile: two quick turns are quicker than a busy page. What was
 * turned to before is forgotten.
 */
function leftAlready(told: string[], id: string | undefined): boolean {
  const at = told.lastIndexOf(id ?? '')
  told.splice(0, at < 0 ? told.length : at)
  return told.length > 1
}

function slide(sequence: Sequence, at: number): SlideData {
  const photo = sequence.at(at)
  if (!photo) {
    void sequence.load(at)
    return { html: '' }
  }
  return {
    src: imageOf(photo.id, 'preview'),
    msrc: imageOf(photo.id, 'thumb'),
    width: photo.width ?? USUAL,
    height: photo.height ?? USUAL,
    alt: '',
  }
}
