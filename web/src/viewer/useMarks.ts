import { useSearch } from 'wouter'
import type { Photo } from '../api/types'
import { changedPhoto, inList } from '../edit/apply'
import { type Change, PRIVATE } from '../edit/change'
import { useEdit } from '../edit/useEdit'
import { useWords } from '../words/words'
import type { Sequence } from './sequence'

/** Marks the open photo. When the list behind it no longer shows it, the next photo takes its place. */
export function useMarks(
  photo: Photo | undefined,
  { sequence, turn }: { sequence: Sequence; turn: (id: string | undefined) => void },
) {
  const { edit, undoLast } = useEdit()
  const { edit: t } = useWords()
  const listing = Object.fromEntries(new URLSearchParams(useSearch()))

  const mark = async (known: Photo, change: Change, done?: (n: string, count: number) => string) => {
    const index = sequence.indexOf(known.id)
    const after = changedPhoto(known, change, '')
    if (index >= 0 && !inList(after, isPrivate(after), listing)) {
      if (index + 1 < sequence.length && !sequence.at(index + 1)) await sequence.load(index + 1)
      turn((sequence.at(index + 1) ?? sequence.at(index - 1))?.id)
    }
    await edit([known.id], change, done)
  }
  const toggles = (known: Photo) => ({
    favourite: () => void mark(known, { favourite: !known.favourite }),
    hide: () => void mark(known, { hidden: !known.hidden }, known.hidden ? t.unhidden : t.hidden),
    makePrivate: () =>
      void (isPrivate(known)
        ? mark(known, { sensitive: 'none' }, t.madePublic)
        : mark(known, { sensitive: PRIVATE }, t.madePrivate)),
  })
  const nothing = () => {}
  return { undoLast, ...(photo ? toggles(photo) : { favourite: nothing, hide: nothing, makePrivate: nothing }) }
}

export const isPrivate = ({ sensitive }: Pick<Photo, 'sensitive'>) => (sensitive ?? 'none') !== 'none'
