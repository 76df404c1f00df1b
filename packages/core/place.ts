/** A name in the languages we speak; where one is not known it equals the English one. */
export interface BilingualName {
  en: string
  zh: string
}

/** Where a photo was taken, from its coordinates. */
export interface Place {
  /** ISO 3166-1 alpha-2. */
  countryCode: string
  country: BilingualName
  region: BilingualName | null
  city: BilingualName | null
  /** From the photo to the named city. */
  distanceKm: number | null
}
