import type { Photo } from '../api/types'
import { Button } from '../parts/parts'
import { useWords } from '../words/words'

/** What the owner marks a photo with, above the photo. */
export function MarkButtons({
  photo,
  onFavourite,
  onHide,
}: {
  photo: Photo
  onFavourite: () => void
  onHide: () => void
}) {
  const words = useWords()
  const hide = photo.hidden ? words.edit.unhideKey : words.edit.hideKey
  return (
    <>
      <Button
        icon="heart"
        look="quiet"
        aria-pressed={photo.favourite}
        aria-label={words.photo.favourite}
        title={words.photo.favourite}
        onClick={onFavourite}
      />
      <Button
        icon={photo.hidden ? 'eye' : 'hide'}
        look="quiet"
        aria-label={hide}
        title={hide}
        onClick={onHide}
        data-testid="hide"
      />
    </>
  )
}
