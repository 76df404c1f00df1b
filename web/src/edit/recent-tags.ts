const KEY = 'albumen.tags'
const KEPT = 8

/** Tags that this browser added last, the newest first: whoever tags one photo rarely tags only one. */
export function recentTags(): string[] {
  try {
    const found: unknown = JSON.parse(localStorage.getItem(KEY) ?? '[]')
    return Array.isArray(found) ? found.filter((each) => typeof each === 'string') : []
  } catch {
    return []
  }
}

export function rememberTags(tags: readonly string[]): void {
  const all = [...tags.toReversed(), ...recentTags()]
  const unique = all.filter((tag, at) => all.findIndex((each) => each.toLowerCase() === tag.toLowerCase()) === at)
  localStorage.setItem(KEY, JSON.stringify(unique.slice(0, KEPT)))
}
