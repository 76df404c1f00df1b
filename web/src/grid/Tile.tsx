import { type ComponentProps, memo } from 'react'
import { imageOf } from '../api/client'
import { Icon } from '../parts/Icon'
import { useWords } from '../words/words'
import css from './grid.module.css'

export interface TilePhoto {
  id: string
  state: 'pending' | 'analysed' | 'failed'
  colour: string | null
  description: string | null
  favourite?: boolean
  hidden?: boolean
  private?: boolean
}

/** One picture: its colour at once, then its thumbnail; nothing moves when it comes. */
export const Tile = memo(function Tile({
  photo,
  href,
  ...link
}: { photo: TilePhoto; href: string } & ComponentProps<'a'>) {
  const words = useWords()
  return (
    <a
      {...link}
      href={href}
      className={css.tile}
      aria-label={words.library.open(photo.description ?? words.library.untitled)}
      title={photo.description ?? undefined}
    >
      <span className={css.picture} style={{ background: photo.colour ?? undefined }}>
        <img src={imageOf(photo.id, 'thumb')} alt="" decoding="async" draggable={false} onError={hide} />
      </span>
      <span className={css.marks}>
        {photo.hidden && <Icon name="hide" size={16} />}
        {photo.private && <Icon name="lock" size={16} />}
        {photo.favourite && <Icon name="heart" size={16} filled />}
        {photo.state === 'failed' && <Icon name="alert" size={16} />}
      </span>
    </a>
  )
})

/** No broken-picture sign: the colour stays. */
function hide(event: { currentTarget: HTMLImageElement }) {
  event.currentTarget.hidden = true
}
