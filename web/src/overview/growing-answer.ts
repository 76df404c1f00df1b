/** The description in JSON that is still being written; empty until it begins. */
export function descriptionIn(answer: string): string {
  const [, text] = /"description"\s*:\s*"((?:[^"\\]|\\.)*)/.exec(answer) ?? []
  if (text === undefined) return ''
  return text.replace(/\\u[0-9a-f]{0,3}$/i, '').replace(/\\(u[0-9a-f]{4}|.)/gi, (whole) => {
    try {
      return JSON.parse(`"${whole}"`) as string
    } catch {
      return ''
    }
  })
}
