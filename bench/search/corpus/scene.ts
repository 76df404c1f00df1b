import type { Analysis } from '#vision/schema'

/**
 * What is really in a photo: the truth that questions are judged by. Words for it are chosen later and never looked at
 * by the judges.
 */
export interface Scene {
  archetype: string
  people: Group[]
  things: Thing[]
  /** key of words/settings */
  setting?: string
  /** light, weather, time of day: key of words/skies */
  sky?: string
  /** key of words/events */
  event?: string
  /** whose birthday or album it is: key of words/people */
  whose?: string
  /** kind of document or screenshot: key of words/papers */
  paper?: string
  category: Analysis['category']
  emotion: Analysis['emotion']
  sensitive: Analysis['sensitive']
  /** visible text */
  text: string
}

export interface Group {
  /** key of words/people */
  who: string
  count: number
  wears: Worn[]
  /** key of words/actions */
  doing?: string
}

export interface Worn {
  /** key of words/garments */
  what: string
  /** key of words/colours */
  colour?: string
}

export interface Thing {
  /** key of words/things, or of words/settings when it is only depicted */
  what: string
  colour?: string
  doing?: string
  /** absent: the real thing */
  as?: 'toy' | 'poster' | 'statue' | 'painting'
  /** more than one of it */
  many?: boolean
}

/** A photo of the generated library. */
export interface JudgedPhoto {
  id: string
  scene: Scene
  language: 'en' | 'zh'
  analysis: Analysis
  /** local time, ISO without offset */
  taken: string
  /** key of places.ts; absent without GPS */
  city?: string
  latitude?: number
  longitude?: number
  make: string
  model: string
  format: string
  favourite: boolean
  share: string
  path: string
}
