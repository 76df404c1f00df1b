import type { AlbumenEvent } from './events.js'

/** An event as webhooks and the live stream send it (the payload of the Standard Webhooks specification). */
export interface EventBody {
  type: string
  /** when it happened, ISO 8601 */
  timestamp: string
  data: Record<string, unknown>
}

/**
 * @param sensitive what is said of the photo now, if the event is about a photo: an event may be sent long after it was
 * recorded, and of a photo that became private meanwhile nothing but that fact is told
 */
export function eventBody(event: AlbumenEvent, sensitive: string | null): EventBody {
  const timestamp = event.createdAt.toISOString()
  const told = event.type === 'photo.analysed' || event.type === 'photo.edited'
  const isPrivate = told && sensitive !== null && sensitive !== 'none'
  return { type: event.type, timestamp, data: isPrivate ? { photoId: event.photoId, sensitive } : event.payload }
}
