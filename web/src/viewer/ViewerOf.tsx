import { lazy, Suspense } from 'react'
import { usePhotoInAddress } from './address'
import { type Sequence, type Slide, sequenceOf } from './sequence'

const Viewer = lazy(() => import('./Viewer').then((viewer) => ({ default: viewer.Viewer })))

/** The viewer, when the address says that a photo of this page is open. */
export function ViewerOf({ photos, sequence }: { photos?: readonly Slide[]; sequence?: Sequence }) {
  const id = usePhotoInAddress()
  if (!id) return null
  return (
    <Suspense fallback={null}>
      <Viewer id={id} sequence={sequence ?? sequenceOf(photos ?? [])} />
    </Suspense>
  )
}
