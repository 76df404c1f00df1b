/**
 * The data of each server-sent event, as it arrives; `[DONE]` ends the stream and is handed over too, as the sign that
 * it is whole. A line of bare JSON is taken for data: that is how some servers report an error in the middle.
 */
export async function* eventData(body: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder()
  let rest = ''
  for await (const chunk of body) {
    rest += decoder.decode(chunk, { stream: true })
    const lines = rest.split(/\r\n|\n|\r(?!$)/)
    rest = lines.pop() ?? ''
    for (const line of lines) {
      const data = dataOf(line)
      if (data) yield data
      if (data === '[DONE]') return
    }
  }
  const last = dataOf(rest + decoder.decode())
  if (last) yield last
}

/** Comments (`: keep-alive`), event names and empty lines carry nothing. */
function dataOf(line: string): string | undefined {
  if (line.startsWith('data:')) return line.slice(5).trim()
  return line.startsWith('{') ? line.trim() : undefined
}
