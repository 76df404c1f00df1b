import type { SearchParameters } from '#core/search/filter'
import type { SearchOrder } from '#core/search/search-photos'
import { randomFrom, words } from './captions.js'

export interface Question {
  question: string
  parameters: SearchParameters
  order: SearchOrder
}

/**
 * Mixed questions as people ask them: one to three words in either language, common and rare alike, most of them with a
 * condition in words or beside them; some that no photo fulfils; some by date.
 */
export function questions(count: number): Question[] {
  const random = randomFrom(11)
  const any = <T>(list: T[]): T => list[Math.floor(random() * list.length)] as T
  return Array.from({ length: count }, (_, n) => {
    const zh = n % 3 === 0
    const say = ([en, chinese]: [string, string]) => (zh ? chinese : en)
    const subject = say(any(words.subjects))
    const scene = say(any(words.scenes))
    const thing = zh
      ? `${say(any(words.colours))}的${say(any(words.objects))}`
      : `${say(any(words.colours))} ${say(any(words.objects))}`
    const asked = any([
      subject,
      scene,
      thing,
      thing,
      `${scene} ${subject}`,
      `${thing} ${scene}`,
      `${subject} ${thing} ${scene}`,
      '',
    ])
    const when = any(
      zh
        ? ['2024年', '去年夏天', '2019年5月', '冬天', '春节']
        : ['2024', 'last summer', 'May 2019', 'in winter', 'christmas'],
    )
    const where = any(zh ? ['京都', '上海', '法国'] : ['Kyoto', 'Shanghai', 'France'])
    const not = zh ? `没有${say(any(words.subjects))}` : `without ${say(any(words.subjects))}`
    const condition = any(['', '', when, when, where, `${where} ${when}`, not])
    const beside = any<SearchParameters>([
      ...[
        {},
        {},
        {},
        { category: any(words.categories) },
        { camera: 'X-T5' },
        { from: '2015', to: '2020' },
        { people: { least: 2, most: 4 } },
      ],
      ...[{ favourite: true }, { emotion: any(words.emotions) }, { format: 'heic', share: 'phone' }, { place: 'par' }],
    ])
    return {
      question: `${condition} ${asked}`.trim(),
      parameters: beside,
      order: any(['relevance', 'relevance', 'relevance', 'newest', 'oldest'] as const),
    }
  })
}
