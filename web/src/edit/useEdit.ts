import { refresh } from '../api/queries'
import { useSay } from '../parts/Toasts'
import { useExplain } from '../words/told'
import { useFormats, useWords } from '../words/words'
import { ABOUT_PHOTOS, showAtOnce } from './at-once'
import { type Change, send, undo } from './change'

/** What was done last, for the key that undoes it. */
let last: { edits: readonly string[]; forget: () => void } | undefined

type Done = (n: string, count: number) => string

/** Changes photos: shown at once, taken back when the api refuses it, and undone when the owner thinks again. */
export function useEdit() {
  const words = useWords()
  const formats = useFormats()
  const say = useSay()
  const explain = useExplain()
  const t = words.edit

  const takeBack = async (edits: readonly string[]) => {
    if (edits === last?.edits) last = undefined
    try {
      const failed = await undo(edits)
      say(failed > 0 ? t.undonePartly(formats.number(failed)) : t.undone, failed > 0)
    } catch (error) {
      say(explain(error), true)
    }
    await refresh(...ABOUT_PHOTOS)
  }

  /**
   * @param done what is said when it is done, with the way back; nothing where one sees it
   * @returns false when the api refused it
   */
  const edit = async (ids: readonly string[], change: Change, done?: Done): Promise<boolean> => {
    const asBefore = await showAtOnce(ids, change)
    try {
      const { edits, changed, failed } = await send(ids, change)
      const way = { label: t.undo, run: () => void takeBack(edits) }
      const forget = done && changed > 0 ? say(done(formats.number(changed), changed), false, way) : () => {}
      if (edits.length > 0) last = { edits, forget }
      if (failed > 0) say(words.library.partly(formats.number(failed)), true)
      return true
    } catch (error) {
      asBefore()
      say(explain(error), true)
      return false
    } finally {
      void refresh(...ABOUT_PHOTOS)
    }
  }
  const undoLast = () => {
    if (!last) return
    last.forget()
    void takeBack(last.edits)
  }
  return { edit, undoLast }
}

/** Ctrl-Z, or ⌘-Z. */
export function isUndo(event: { key: string; ctrlKey: boolean; metaKey: boolean; shiftKey: boolean }): boolean {
  return (event.ctrlKey || event.metaKey) && !event.shiftKey && event.key.toLowerCase() === 'z'
}
