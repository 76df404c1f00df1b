import type { AlbumenEvent } from './events.js'

/** An event as webhooks and the live stream send it (the payload of the Standard Webhooks specification). */
export interface EventBody {
  type: string
  /** when it happened, ISO 8601 */
  timestamp: string
  data: Record<string, unknown>
}

/**
 * @param sensitive what the photo's current analysis says, if the event is about a photo: an event may be sent long
 * after it was recorded, and of a photo found sensitive meanwhile nothing but that fact is told
 */
export function eventBody(event: AlbumenEvent, sensitive: string | null): EventBody {
  const timestamp = event.createdAt.toISOString()
  const hidden = event.type === 'photo.analysed' && sensitive !== null && sensitive !== 'none'
  return { type: event.type, timestamp, data: hidden ? { photoId: event.photoId, sensitive } : event.payload }
}
