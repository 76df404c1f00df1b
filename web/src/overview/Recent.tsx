import { useQuery } from '@tanstack/react-query'
import { ask, imageOf } from '../api/client'
import { Problem } from '../parts/Problem'
import { Card, Empty, Skeleton } from '../parts/parts'
import { useOpenPhoto } from '../viewer/address'
import { ViewerOf } from '../viewer/ViewerOf'
import { useWords } from '../words/words'
import css from './Overview.module.css'

const SHOWN = 16

/** The last analysed photos; new ones come in at the front. */
export function Recent({ analysed }: { analysed: number }) {
  const words = useWords()
  const openPhoto = useOpenPhoto()
  const { data, error, refetch } = useQuery({
    queryKey: ['recent'],
    queryFn: () => ask('GET /photos', { query: { order: 'analysed', state: 'analysed', limit: SHOWN } }),
  })
  const items = data?.items ?? []
  return (
    <Card title={words.overview.recent}>
      {error && !data && <Problem error={error} onRetry={refetch} />}
      {!data && !error && <Skeleton height="10rem" />}
      {data && items.length === 0 && (
        <Empty small hint={analysed > 0 ? words.library.emptyHint : words.overview.recentEmpty} />
      )}
      <ul className={css.recent} data-testid="recent" tabIndex={items.length > 0 ? 0 : undefined}>
        {items.map((photo) => (
          <li key={photo.id}>
            <a {...openPhoto(photo.id)}>
              <div className={css.recentPicture} style={{ background: photo.colour ?? undefined }}>
                <img src={imageOf(photo.id, 'thumb')} alt="" loading="lazy" decoding="async" />
              </div>
              <span className={css.caption}>{photo.analysis?.description}</span>
            </a>
          </li>
        ))}
      </ul>
      <ViewerOf photos={items} />
    </Card>
  )
}
