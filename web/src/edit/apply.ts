import type { GridPhoto, Photo } from '../api/types'
import type { Change } from './change'

/** Which photos a list shows, as its address says. */
export interface Listing {
  hidden?: string | undefined
  sensitive?: string | undefined
  favourite?: string | undefined
}

/** A photo of a list, after a change; undefined when the list does not show it any more. */
export function inList<Shown extends { favourite: boolean; hidden: boolean }>(
  photo: Shown,
  isPrivate: boolean,
  { hidden = 'exclude', sensitive = 'exclude', favourite }: Listing,
): Shown | undefined {
  const stays = (choice: string, is: boolean) => choice === 'include' || (choice === 'only') === is
  const shown = stays(hidden, photo.hidden) && stays(sensitive, isPrivate)
  return shown && (favourite === undefined || String(photo.favourite) === favourite) ? photo : undefined
}

export function changedGridPhoto(photo: GridPhoto, change: Change): GridPhoto {
  return {
    ...photo,
    ...marks(photo, change),
    description: change.description ?? photo.description,
    private: typeof change.sensitive === 'string' ? change.sensitive !== 'none' : photo.private,
  }
}

type Summary = Pick<Photo, 'favourite' | 'hidden' | 'sensitive' | 'edited'> & {
  analysis: Pick<
    NonNullable<Photo['analysis']>,
    'tags' | 'objects' | 'description' | 'category' | 'emotion' | 'people' | 'sensitive'
  > | null
}

/** What the api will say of the photo, as far as that is known before it has. */
export function changedPhoto<Known extends Summary>(photo: Known, change: Change, now: string): Known {
  const { tags, favourite: _, hidden: __, ...values } = change
  const said = Object.entries(values).filter(([, value]) => value !== null && value !== undefined)
  const fields = [...said.map(([field]) => field), ...(tags ? ['tags'] : [])]
  const { analysis } = photo
  return {
    ...photo,
    ...marks(photo, change),
    sensitive: change.sensitive ?? photo.sensitive,
    analysis: analysis && { ...analysis, ...Object.fromEntries(said), ...(tags ? labels(analysis, tags) : {}) },
    edited: [
      ...photo.edited.filter(({ field }) => !fields.includes(field)),
      ...fields.map((field) => ({ field: field as Known['edited'][number]['field'], at: now })),
    ],
  }
}

function marks(photo: { favourite: boolean; hidden: boolean }, change: Change) {
  return { favourite: change.favourite ?? photo.favourite, hidden: change.hidden ?? photo.hidden }
}

const plain = (label: string) => label.normalize('NFKC').toLowerCase().trim()

function labels(
  { tags, objects }: { tags: string[]; objects: string[] },
  { add = [], remove = [] }: NonNullable<Change['tags']>,
) {
  const removed = new Set(remove.map(plain))
  const moved = new Set([...removed, ...add.map(plain)])
  return {
    tags: [...tags.filter((tag) => !moved.has(plain(tag))), ...add],
    objects: objects.filter((object) => !removed.has(plain(object))),
  }
}
