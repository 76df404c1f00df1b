import type { Connection } from '#core/database/connect'
import { searchPhotos } from '#core/search/search-photos'
export async function measure({ db }: Connection): Promise<void> {
  const known = { places: [], cameras: [], shares: [] }
  for (const question of [
    'beach',
    'woman',
    'red dress',
    '海滩',
    '红色连衣裙',
    'sundial',
    'violinist glacier',
    'volcano sunset gold',
    'people',
  ]) {
    for (let i = 0; i < 3; i++) {
      const t = performance.now()
      const a = await searchPhotos(db, { question, limit: 50 }, { known: async () => known })
      console.log(question, a.hits.length, a.total, (performance.now() - t).toFixed(1))
    }
  }
}
