import { openClient } from '../client.js'
import { printJson } from '../print.js'

interface Found {
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
  options: { limit: string; sensitive: string; json?: boolean },
  env: NodeJS.ProcessEnv,
): Promise<void> {
  const client = await openClient(env)
  const query = new URLSearchParams({ q: words, limit: options.limit, sensitive: options.sensitive })
  const found = await client.get<Found>(`/search?${query}`)
  if (options.json) return printJson(found)
  if (found.items.length === 0) console.log('Nothing found.')
  for (const { photo } of found.items) {
    const file = photo.files[0]
    const place = photo.place ? `, ${photo.place.city?.en ?? photo.place.country.en}` : ''
    console.log(`${file ? `${file.share}/${file.path}` : photo.id}  (${(photo.takenAt ?? '').slice(0, 10)}${place})`)
    if (photo.analysis) console.log(`    ${photo.analysis.description}`)
  }
}
