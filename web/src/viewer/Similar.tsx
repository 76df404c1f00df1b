import { useQuery } from '@tanstack/react-query'
import { imageOf, request } from '../api/client'
import { useApiHas } from '../api/has'
import { useWords } from '../words/words'
import { useTurnPhoto } from './address'
import css from './Viewer.module.css'

interface SimilarAnswer {
  items: { photo: { id: string; colour: string | null; analysis: { description: string } | null } }[]
}

/** Not there where the api knows nothing of likeness. */
export function Similar({ id }: { id: string }) {
  const words = useWords()
  const turn = useTurnPhoto()
  const known = useApiHas('get', '/photos/{id}/similar')
  const { data } = useQuery({
    queryKey: ['similar', id],
    queryFn: () => request('GET', `photos/${id}/similar`, { query: { limit: 9 } }) as Promise<SimilarAnswer>,
    enabled: known,
    staleTime: Number.POSITIVE_INFINITY,
  })
  if (!data || data.items.length === 0) return null
  return (
    <section>
      <h3 className={css.subhead}>{words.photo.similar}</h3>
      <div className={css.similar}>
        {data.items.map(({ photo }) => (
          <button
            key={photo.id}
            type="button"
            style={{ background: photo.colour ?? undefined }}
            onClick={() => turn(photo.id)}
          >
            <img
              src={imageOf(photo.id, 'thumb')}
              alt={photo.analysis?.description ?? words.library.untitled}
              loading="lazy"
            />
          </button>
        ))}
      </div>
    </section>
  )
}
