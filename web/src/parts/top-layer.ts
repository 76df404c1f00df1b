import { useSyncExternalStore } from 'react'

/** Modal dialogs that are open, the topmost last: what lies outside of it cannot be reached, a toast's button neither. */
const dialogs: HTMLElement[] = []
const watchers = new Set<() => void>()

export const topLayer = {
  /** @returns what takes it away again */
  add(dialog: HTMLElement): () => void {
    dialogs.push(dialog)
    for (const each of watchers) each()
    return () => {
      dialogs.splice(dialogs.indexOf(dialog), 1)
      for (const each of watchers) each()
    }
  },
  watch(callback: () => void): () => void {
    watchers.add(callback)
    return () => watchers.delete(callback)
  },
  top: () => dialogs.at(-1) ?? document.body,
}

/** What is above everything else. */
export const useTopLayer = () => useSyncExternalStore(topLayer.watch, topLayer.top)
