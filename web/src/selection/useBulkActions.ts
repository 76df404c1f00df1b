import type { InfiniteData } from '@tanstack/react-query'
import { queries, refresh } from '../api/queries'
import type { GridPhoto } from '../api/types'
import { analyseAgain, type Change, PRIVATE } from '../edit/change'
import { isUndo, useEdit } from '../edit/useEdit'
import type { IconName } from '../parts/Icon'
import { useAct, useSay } from '../parts/Toasts'
import { gridPhoto, type SearchAnswer } from '../search/answers'
import { useFormats, useWords } from '../words/words'

export interface BulkAction {
  /** the letter that does it */
  key: string
  icon: IconName
  label: string
  run: () => void
}

/** What can be done with the chosen photos; each does the opposite where all of them are so already. */
export function useBulkActions({
  ids,
  onDone,
  onTags,
}: {
  ids: ReadonlySet<string>
  onDone: () => void
  onTags: () => void
}): {
  actions: BulkAction[]
  change: (change: Change, removing: boolean) => void
  onKeyDown: (event: KeyboardEvent) => void
} {
  const words = useWords()
  const formats = useFormats()
  const say = useSay()
  const act = useAct()
  const { edit, undoLast } = useEdit()
  const t = words.edit
  const chosen = [...ids]
  const all = allOf(ids)

  const send = (change: Change, done: (n: string, count: number) => string) => {
    onDone()
    void edit(chosen, change, done)
  }
  const analyse = () =>
    act(async () => {
      onDone()
      const { queued, failed } = await analyseAgain(chosen)
      if (queued > 0) say(words.library.reanalysed(formats.number(queued), queued))
      if (failed > 0) say(words.library.partly(formats.number(failed)), true)
      await refresh('status')
    })
  const actions: BulkAction[] = [
    {
      ...{ key: 'f', icon: 'heart', label: all('favourite') ? words.library.unfavourite : words.library.favourite },
      run: () => (all('favourite') ? send({ favourite: false }, t.unfavoured) : send({ favourite: true }, t.favoured)),
    },
    { key: 't', icon: 'tag', label: t.tags, run: onTags },
    {
      ...{ key: 'h', icon: all('hidden') ? 'eye' : 'hide', label: all('hidden') ? t.unhide : t.hide },
      run: () => (all('hidden') ? send({ hidden: false }, t.unhidden) : send({ hidden: true }, t.hidden)),
    },
    {
      ...{ key: 'p', icon: all('private') ? 'unlock' : 'lock', label: all('private') ? t.makePublic : t.makePrivate },
      run: () =>
        all('private') ? send({ sensitive: 'none' }, t.madePublic) : send({ sensitive: PRIVATE }, t.madePrivate),
    },
    { key: 'r', icon: 'refresh', label: words.library.reanalyse, run: () => void analyse() },
  ]
  return {
    actions,
    change: (change, removing) => send(change, removing ? t.untagged : t.tagged),
    onKeyDown(event) {
      if (isUndo(event)) {
        event.preventDefault()
        return undoLast()
      }
      if (event.ctrlKey || event.metaKey || event.altKey || ids.size === 0) return
      const action = actions.find(({ key }) => key === event.key.toLowerCase())
      if (!action) return
      event.preventDefault()
      action.run()
    },
  }
}

/** Whether all of these photos have a mark, as far as they were loaded. */
function allOf(ids: ReadonlySet<string>) {
  const listed = queries.getQueriesData<{ items: GridPhoto[] }>({ queryKey: ['timeline-photos'] })
  const found = queries.getQueriesData<InfiniteData<SearchAnswer>>({ queryKey: ['search'] })
  const photos = [
    ...listed.flatMap(([, data]) => data?.items ?? []),
    ...found
      .flatMap(([, data]) => data?.pages ?? [])
      .flatMap(({ items }) => items.map(({ photo }) => gridPhoto(photo))),
  ]
  const known = new Map(photos.map((photo) => [photo.id, photo]))
  return (mark: 'favourite' | 'hidden' | 'private') => ids.size > 0 && [...ids].every((id) => known.get(id)?.[mark])
}
