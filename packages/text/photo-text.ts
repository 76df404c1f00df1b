/** What is known of a photo in words: its current analysis, and where it was taken. */
export interface PhotoWords {
  description: string | null
  objects: string[] | null
  tags: string[] | null
  category: string | null
  text: string | null
  place: { country: Name | null; region: Name | null; city: Name | null } | null
}

interface Name {
  en: string
  zh: string
}

/** Visible text may be a whole page, of which the beginning tells what it is. */
const MOST_VISIBLE_TEXT = 400
const MOST = 2_000

/**
 * The text whose meaning stands for the photo; '' when nothing is known. The most telling words come first, because a
 * model may cut the end. File names are left out: they are for full text. Change `TEXT_VERSION` with this.
 */
export function photoText({ description, objects, tags, category, text, place }: PhotoWords): string {
  const places = [place?.city, place?.region, place?.country].flatMap((name) => (name ? [name.en, name.zh] : []))
  const lines = [
    description?.trim(),
    listed(objects),
    listed([...(category && category !== 'other' ? [category] : []), ...(tags ?? [])]),
    listed([...new Set(places)]),
    text?.trim().slice(0, MOST_VISIBLE_TEXT),
  ]
  return lines.filter(Boolean).join('\n').slice(0, MOST)
}

const listed = (words: string[] | null) => (words ?? []).join(', ')
