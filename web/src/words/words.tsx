import { createContext, type ReactNode, useContext, useEffect, useState } from 'react'
import { remembered } from '../app/remembered'
import { en, type Words } from './en'
import { createFormats, type Formats } from './formats'

export const LANGUAGES = { en: 'English', zh: '中文' } as const
export type Language = keyof typeof LANGUAGES

const stored = remembered<Language>('language', ['en', 'zh'])

/** What the owner chose, else what the browser asks for. */
export function firstLanguage(): Language {
  return stored.read() ?? (navigator.languages[0]?.toLowerCase().startsWith('zh') ? 'zh' : 'en')
}

/** Chinese is loaded only where it is read. */
export async function loadWords(language: Language): Promise<Words> {
  return language === 'zh' ? (await import('./zh')).zh : en
}

interface Spoken {
  language: Language
  words: Words
  formats: Formats
  speak(language: Language): void
}

const Context = createContext<Spoken | null>(null)

export function Spoken({ first, children }: { first: { language: Language; words: Words }; children: ReactNode }) {
  const [{ language, words }, set] = useState(first)
  useEffect(() => {
    document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en'
  }, [language])
  const speak = (next: Language) => {
    stored.write(next)
    // What could not be fetched is there when the app has been loaded anew, with this language.
    loadWords(next).then(
      (loaded) => set({ language: next, words: loaded }),
      () => {},
    )
  }
  const value = { language, words, formats: createFormats(language), speak }
  return <Context value={value}>{children}</Context>
}

export function useSpoken(): Spoken {
  const found = useContext(Context)
  if (!found) throw new Error('useSpoken: expected to be below <Spoken>')
  return found
}
export const useWords = (): Words => useSpoken().words
export const useFormats = (): Formats => useSpoken().formats
