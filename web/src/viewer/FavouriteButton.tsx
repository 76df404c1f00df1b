import { request } from '../api/client'
import { refresh } from '../api/queries'
import type { Photo } from '../api/types'
import { Button } from '../parts/parts'
import { useAct } from '../parts/Toasts'
import { useWords } from '../words/words'

/** Not there where the api does not say which photos are favourites. */
export function FavouriteButton({ photo }: { photo: Photo & { favourite?: boolean } }) {
  const words = useWords()
  const act = useAct()
  const { favourite } = photo
  if (favourite === undefined) return null
  const change = () =>
    act(async () => {
      await request('PATCH', `photos/${photo.id}`, { body: { favourite: !favourite } })
      await refresh('photo', 'timeline')
    })
  return (
    <Button
      icon="heart"
      look="quiet"
      aria-pressed={favourite}
      aria-label={words.photo.favourite}
      title={words.photo.favourite}
      onClick={() => void change()}
    />
  )
}
