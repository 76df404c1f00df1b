import { address, problemIn } from '../api/client'
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
  if (!response.ok || !response.body) throw await problemIn(response)
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader()
  let rest = ''
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return
    const events = (rest + value).split('\n\n')
    rest = events.pop() ?? ''
    for (const event of events) {
      const name = /^event: (.*)$/m.exec(event)?.[1]
      const data = /^data: (.*)$/m.exec(event)?.[1]
      if (name && data) onAnswer({ [name === 'error' ? 'error' : name]: JSON.parse(data) } as Answered)
    }
  }
}
