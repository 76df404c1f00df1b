import type { AlbumenEvent } from './events.js'

/** An event as webhooks and the live stream send it (the payload of the Standard Webhooks specification). */
export interface EventBody {
  type: string
  /** when it happened, ISO 8601 */
  timestamp: string
  data: Record<string, unknown>
}

/**
 * The live stream's body.
 * @param sensitive what is said of the photo now, if the event is about a photo: an event may be sent long after it was
 * recorded, and of a photo that became private meanwhile nothing but that fact is told
 */
export function eventBody(event: AlbumenEvent, sensitive: string | null): EventBody {
  const told = event.type === 'photo.analysed' || event.type === 'photo.edited'
  const hidden = told && isSensitive(sensitive)
  return bodyOf(event, hidden ? { photoId: event.photoId, sensitive } : event.payload)
}

/**
 * A webhook's body. A receiver keeps what it was told, out of reach of the vault: unless the owner trusts it with
 * sensitive photos, it is told of one that it has to be left alone, and neither what it shows nor where it lies.
 */
export function webhookBody(event: AlbumenEvent, sensitive: string | null, trusted: boolean): EventBody {
  const hidden = event.photoId !== null && isSensitive(sensitive) && !trusted
  return bodyOf(event, hidden ? { photoId: event.photoId, private: true } : event.payload)
}

function bodyOf(event: AlbumenEvent, data: EventBody['data']): EventBody {
  return { type: event.type, timestamp: event.createdAt.toISOString(), data }
}

/** @param found what is said of a photo; null while nothing is */
export function isSensitive(found: string | null): boolean {
  return found !== null && found !== 'none'
}
