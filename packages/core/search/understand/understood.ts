/** What a question asks for, apart from its free words. */

/** Local days, both included, ISO: one year is 2024-01-01 to 2024-12-31. What has no beginning begins in 1800. */
export interface DayRange {
  from: string
  to: string
}

/** The same days of every year, MM-DD, both included; 12-20 to 01-05 goes over the new year. February ends on 02-29. */
export interface EveryYear {
  from: string
  to: string
}

export interface PeopleCount {
  least: number
  /** null for any number more */
  most: number | null
}

/** Conditions that a photo must meet, all of them; within a list, one of them. An absent one is not asked for. */
export interface SearchFilter {
  days?: DayRange[]
  everyYear?: EveryYear[]
  /** names of countries, regions or cities as the library knows them, in the language that was asked in */
  places?: string[]
  people?: PeopleCount
  categories?: string[]
  emotions?: string[]
  /** makes or models as the library knows them: of "iPhone" every model */
  cameras?: string[]
  shares?: string[]
  /** formats as photos.format has them: jpeg, heic … */
  formats?: string[]
  favourite?: boolean
}

/** One thing that was understood: a chip that the owner can take away. */
export interface Chip {
  kind: keyof SearchFilter | 'not'
  /** the words of the question that say it, and where they stand (UTF-16 positions) */
  phrase: string
  start: number
  end: number
  /** for people, in both languages: "summer 2025", "2025年夏天" */
  label: { en: string; zh: string }
}

export interface Understood {
  /** the words that are left to look for in the text, as the question has them */
  text: string
  filter: SearchFilter
  /**
   * What must not be: phrases as the question has them ("red car"), and conditions. A photo is excluded by any phrase of
   * which it has all words, and by meeting any one condition, whichever its kind.
   */
  not: { text: string[]; filter: SearchFilter }
  /** words of conditions that photos may show as well, and are ranked by: Christmas is a date and a tree */
  hints: string[]
  chips: Chip[]
}

/** What the library knows by name, so that a name is told from a word. */
export interface KnownNames {
  /** every name of a place that some photo has, in either language */
  places: { en: string; zh: string }[]
  cameras: string[]
  shares: string[]
}
