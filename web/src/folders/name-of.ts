/** What a folder is called where nobody says it. */
export function nameOf(path: string): string {
  const last = path.split('/').filter(Boolean).at(-1) ?? 'photos'
  return last.replace(/[/,;=]/g, '_').slice(0, 63)
}
