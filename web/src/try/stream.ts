import { address } from '../api/client'
import { readEvents } from '../api/read-events'
import type { Classified, Problem } from '../api/types'

export type Answered = { token: { text: string; attempt: number } } | { analysis: Classified } | { error: Problem }

/**
 * Asks about a photo and passes the answer on as it comes. EventSource cannot send a file, hence the reading by hand.
 * @throws ApiError when the api says no at once
 */
export async function classify(
  file: File,
  language: 'en' | 'zh',
  signal: AbortSignal,
  onAnswer: (answered: Answered) => void,
): Promise<void> {
  const body = new FormData()
  body.set('file', file)
  const response = await fetch(address('classify', { language }), {
    method: 'POST',
    headers: { accept: 'text/event-stream' },
    body,
    signal,
  })
  await readEvents(response, (name, data) => onAnswer({ [name]: data } as Answered))
}
