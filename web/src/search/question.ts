import { useMemo } from 'react'
import { useSearchParams } from 'wouter'

/** What of the address is the search; the rest (an open photo) is not. */
const KEYS = [
  'q',
  'order',
  'category',
  'emotion',
  'tag',
  'share',
  'from',
  'to',
  'place',
  'people',
  'camera',
  'format',
  'favourite',
  'sensitive',
  'hidden',
] as const
export type QuestionKey = (typeof KEYS)[number]
export type Question = Partial<Record<QuestionKey, string>>

/** The address bar is the state: whoever opens the same address sees the same photos. */
export function useQuestion(): {
  question: Question
  change(changes: Partial<Record<QuestionKey, string | undefined>>, options?: { replace: boolean }): void
  ask(question: Question): void
} {
  const [search, setSearch] = useSearchParams()
  const text = KEYS.map((key) => search.get(key) ?? '').join('\n')
  const question = useMemo(() => {
    const values = text.split('\n')
    return Object.fromEntries(KEYS.flatMap((key, i) => (values[i] ? [[key, values[i]]] : []))) as Question
  }, [text])
  return {
    question,
    change(changes, options) {
      setSearch((before) => {
        const after = new URLSearchParams(before)
        for (const [key, value] of Object.entries(changes)) {
          if (value) after.set(key, value)
          else after.delete(key)
        }
        return after
      }, options)
    },
    ask: (next) => setSearch(next as Record<string, string>),
  }
}

/** A question without the words of one chip: 2024 红色汽车 → 红色汽车. */
export function without(question: string, { start, end }: { start: number; end: number }): string {
  return `${question.slice(0, start)} ${question.slice(end)}`.replace(/\s+/g, ' ').trim()
}
