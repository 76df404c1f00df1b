import { createHash } from 'node:crypto'
import type { JudgedPhoto } from '../corpus/scene.js'

export const KINDS = [
  'object',
  'attribute',
  'scene',
  'action',
  'event',
  'mood',
  'document',
  'people',
  'exclusion',
  'date',
  'place',
  'combined',
  'spelling',
  'names',
  'camera',
] as const
export type Kind = (typeof KINDS)[number]

type Judge = (photo: JudgedPhoto) => boolean

/** One question as its asker types it, and which photos answer it. */
export interface Question {
  kind: Kind
  language: 'en' | 'zh'
  text: string
  sensitive: 'exclude' | 'include'
  /** never shown to who improves the search: its figures tell whether others were only learnt by heart */
  heldOut: boolean
  /** 2: what was asked for; 1: nobody would mind; 0: wrong */
  grade(photo: JudgedPhoto): 0 | 1 | 2
}

type Wording = string | string[] | null

/**
 * The same question in English and in Chinese, each in one or more wordings.
 * @param exact what was asked for
 * @param fair what nobody would mind beside it
 */
export function ask(kind: Kind, en: Wording, zh: Wording, exact: Judge, fair?: Judge): Question[] {
  return questions('exclude', kind, en, zh, exact, fair)
}

/** The same with the private vault open. */
export function askOpen(kind: Kind, en: Wording, zh: Wording, exact: Judge, fair?: Judge): Question[] {
  return questions('include', kind, en, zh, exact, fair)
}

function questions(
  sensitive: Question['sensitive'],
  kind: Kind,
  en: Wording,
  zh: Wording,
  exact: Judge,
  fair?: Judge,
): Question[] {
  const grade: Question['grade'] = (photo) => {
    if (sensitive === 'exclude' && photo.scene.sensitive !== 'none') return 0
    return exact(photo) ? 2 : fair?.(photo) ? 1 : 0
  }
  // One in five, both languages of a question on the same side.
  const heldOut =
    (createHash('sha256')
      .update([en ?? zh ?? ''].flat().join())
      .digest()[0] ?? 0) < 51
  const each = (language: 'en' | 'zh', wording: Wording) =>
    (wording === null ? [] : [wording].flat()).map(
      (text): Question => ({ kind, language, text, sensitive, heldOut, grade }),
    )
  return [...each('en', en), ...each('zh', zh)]
}
