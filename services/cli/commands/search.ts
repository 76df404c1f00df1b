import { openClient } from '../client.js'
import { printJson } from '../print.js'

interface Found {
  understood: { text: string; chips: { label: { en: string } }[] }
  complete: boolean
  total?: number | null
  items: {
    score: number
    photo: {
      id: string
      takenAt: string | null
      place: { city: { en: string } | null; country: { en: string } } | null
      analysis: { category: string; description: string } | null
      files: { share: string; path: string }[]
    }
  }[]
}

export async function search(
  words: string,
  options: { limit: string; sensitive: string; order: string; json?: boolean },
  env: NodeJS.ProcessEnv,
): Promise<void> {
  const client = await openClient(env)
  const { limit, sensitive, order } = options
  const query = new URLSearchParams({ q: words, limit, sensitive, order })
  const found = await client.get<Found>(`/search?${query}`)
  if (options.json) return printJson(found)
  const chips = found.understood.chips.map((chip) => chip.label.en)
  if (chips.length > 0) console.log(`Understood: ${[...chips, found.understood.text].filter(Boolean).join(' · ')}`)
  if (found.items.length === 0) console.log('Nothing found.')
  else if (!found.complete) console.log('No photo has every word; these have some.')
  for (const { photo } of found.items) {
    const file = photo.files[0]
    const place = photo.place ? `, ${photo.place.city?.en ?? photo.place.country.en}` : ''
    console.log(`${file ? `${file.share}/${file.path}` : photo.id}  (${(photo.takenAt ?? '').slice(0, 10)}${place})`)
    if (photo.analysis) console.log(`    ${photo.analysis.description}`)
  }
}
