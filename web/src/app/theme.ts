import { useSyncExternalStore } from 'react'
import { remembered } from './remembered'

export const THEMES = ['system', 'light', 'dark'] as const
export type Theme = (typeof THEMES)[number]

const stored = remembered<Theme>('theme', THEMES)
const watchers = new Set<() => void>()
const dark = matchMedia('(prefers-color-scheme: dark)')
let theme: Theme = stored.read() ?? 'system'

export function applyTheme(next: Theme = theme): void {
  theme = next
  stored.write(next)
  document.documentElement.dataset.theme = isDark() ? 'dark' : 'light'
  for (const each of watchers) each()
}
dark.addEventListener('change', () => applyTheme())

const isDark = () => theme === 'dark' || (theme === 'system' && dark.matches)

function watch(callback: () => void): () => void {
  watchers.add(callback)
  return () => watchers.delete(callback)
}
export const useTheme = (): Theme => useSyncExternalStore(watch, () => theme)
/** For what is drawn, not styled. */
export const useIsDark = (): boolean => useSyncExternalStore(watch, isDark)
