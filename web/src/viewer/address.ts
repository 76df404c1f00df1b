import type { MouseEvent } from 'react'
import { useLocation, useRouter, useSearch } from 'wouter'

/** The photo that is open is part of the address, on whatever page it was opened. */
const PHOTO = 'photo'
/** Marks a step in the history that opened a photo, so that closing it goes back instead of on. */
const OPENED = 'photo-opened'

export function usePhotoInAddress(): string | undefined {
  const id = new URLSearchParams(useSearch()).get(PHOTO)
  return id && /^[0-9a-f]{64}$/.test(id) ? id : undefined
}

/** Opens a photo over this page. */
export function useShowPhoto() {
  const [path, navigate] = useLocation()
  const search = useSearch()
  return (id: string) => navigate(withPhoto(path, search, id), { state: OPENED })
}

/** The properties of a link that opens a photo over this page; another click (middle, with Ctrl) opens a new tab. */
export function useOpenPhoto() {
  const [path] = useLocation()
  const { base } = useRouter()
  const search = useSearch()
  const show = useShowPhoto()
  return (id: string) => ({
    href: `${base}${withPhoto(path, search, id)}`,
    onClick(event: MouseEvent) {
      if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
      event.preventDefault()
      show(id)
    },
  })
}

/** Goes to another photo, or with none back to the page. */
export function useTurnPhoto() {
  const [path, navigate] = useLocation()
  const search = useSearch()
  return (id: string | undefined) => {
    if (id === undefined && history.state === OPENED) history.back()
    else navigate(withPhoto(path, search, id), { replace: true, state: history.state })
  }
}

function withPhoto(path: string, search: string, id: string | undefined): string {
  const query = new URLSearchParams(search)
  query.delete(PHOTO)
  if (id) query.set(PHOTO, id)
  const text = query.toString()
  return text ? `${path}?${text}` : path
}
