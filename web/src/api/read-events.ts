import { problemIn } from './client'

/**
 * Passes on the events of one answer as they come, until it ends. For what EventSource cannot do: it sends no files, and
 * asks anew by itself when the answer has ended.
 * @param onEvent an event's name and its data, parsed
 * @throws ApiError when the api says no at once
 */
export async function readEvents(response: Response, onEvent: (name: string, data: unknown) => void): Promise<void> {
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
      if (name && data) onEvent(name, JSON.parse(data))
    }
  }
}
