import { lazy, Suspense, useRef } from 'react'
import { usePhotoInAddress } from './address'
import { type Sequence, type Slide, sequenceOf } from './sequence'

const Viewer = lazy(() => import('./Viewer').then((viewer) => ({ default: viewer.Viewer })))

/** The viewer, when the address says that a photo of this page is open. */
export function ViewerOf({ photos, sequence }: { photos?: readonly Slide[]; sequence?: Sequence }) {
  const id = usePhotoInAddress()
  const kept = useKept(id, photos)
  if (!id) return null
  return (
    <Suspense fallback={null}>
      <Viewer id={id} sequence={sequence ?? kept} />
    </Suspense>
  )
}

/**
 * The photos as they were when one of them was opened: what comes in at the front meanwhile must not push them along.
 * What comes at the end is welcome.
 */
function useKept(id: string | undefined, photos: readonly Slide[] = []): Sequence {
  const kept = useRef<{ photos: readonly Slide[]; sequence: Sequence }>(undefined)
  const before = id === undefined ? -1 : (kept.current?.sequence.indexOf(id) ?? -1)
  if (!kept.current || (kept.current.photos !== photos && (before < 0 || photos[before]?.id === id))) {
    kept.current = { photos, sequence: sequenceOf(photos) }
  }
  return kept.current.sequence
}
