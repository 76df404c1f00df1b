import { z } from 'zod'
import type { Understood } from '#core/search/understand/understood'

const days = z.array(z.object({ from: z.string(), to: z.string() }))
const filter = z
  .object({
    days,
    everyYear: days,
    places: z.array(z.string()),
    people: z.object({ least: z.int(), most: z.int().nullable() }),
    categories: z.array(z.string()),
    emotions: z.array(z.string()),
    cameras: z.array(z.string()),
    shares: z.array(z.string()),
    formats: z.array(z.string()),
    favourite: z.boolean(),
  })
  .partial()
  .meta({ id: 'SearchFilter' })

export const understoodView = z
  .object({
    text: z.string().describe('the words that were looked for'),
    filter: filter.describe('conditions that the question names; within a list, one of them'),
    not: z.object({ text: z.array(z.string()), filter }).describe('what must not be'),
    chips: z
      .array(
        z.object({
          kind: z.string(),
          phrase: z.string(),
          start: z.int(),
          end: z.int(),
          label: z.object({ en: z.string(), zh: z.string() }),
        }),
      )
      .describe('each thing that was understood, with its words in the question (UTF-16 positions)'),
    // The same for simple programs: the span of all days, and the first of each list.
    from: z.string().nullable(),
    to: z.string().nullable(),
    place: z.string().nullable(),
    people: z.string().nullable().describe('2, 2..5 or 3..'),
    category: z.string().nullable(),
    emotion: z.string().nullable(),
    camera: z.string().nullable(),
    share: z.string().nullable(),
    format: z.string().nullable(),
    favourite: z.boolean().nullable(),
  })
  .meta({ id: 'Understood' })

export function viewOf(understood: Understood): z.infer<typeof understoodView> {
  const { filter } = understood
  const ordered = (filter.days ?? []).toSorted((a, b) => (a.from < b.from ? -1 : 1))
  return {
    text: understood.text,
    filter,
    not: understood.not,
    chips: understood.chips,
    from: ordered[0]?.from ?? null,
    to:
      ordered
        .map((range) => range.to)
        .toSorted()
        .at(-1) ?? null,
    place: filter.places?.[0] ?? null,
    people: filter.people ? rangeOf(filter.people) : null,
    category: filter.categories?.[0] ?? null,
    emotion: filter.emotions?.[0] ?? null,
    camera: filter.cameras?.[0] ?? null,
    share: filter.shares?.[0] ?? null,
    format: filter.formats?.[0] ?? null,
    favourite: filter.favourite ?? null,
  }
}

function rangeOf({ least, most }: { least: number; most: number | null }): string {
  return most === least ? `${least}` : `${least}..${most ?? ''}`
}
