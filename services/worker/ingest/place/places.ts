import type { Place } from '#core/place'

export interface Places {
  /** The place at a point in degrees, or null where nothing is near (the open sea). */
  find(latitude: number, longitude: number): Promise<Place | null>
}
