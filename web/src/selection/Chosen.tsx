import { type RefObject, useState } from 'react'
import { TagDialog } from '../edit/TagDialog'
import { useKeys } from '../parts/useKeys'
import { BulkBar } from './BulkBar'
import { useBulkActions } from './useBulkActions'
import type { Selection } from './useSelection'

/** What is done with the chosen photos of a page, by the bar or by keys anywhere on it. */
export function Chosen({ selection, page }: { selection: Selection; page: RefObject<HTMLElement | null> }) {
  const [tagging, setTagging] = useState(false)
  const { ids, clear } = selection
  const bulk = useBulkActions({ ids, onDone: clear, onTags: () => setTagging(true) })
  useKeys(page, bulk.onKeyDown)
  return (
    <>
      {ids.size > 0 && <BulkBar count={ids.size} actions={bulk.actions} onClear={clear} />}
      {tagging && <TagDialog count={ids.size} onChange={bulk.change} onClose={() => setTagging(false)} />}
    </>
  )
}
