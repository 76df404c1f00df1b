import { char, customType, timestamp } from 'drizzle-orm/pg-core'

export const tsvector = customType<{ data: string }>({ dataType: () => 'tsvector' })
export const bytea = customType<{ data: Buffer }>({ dataType: () => 'bytea' })

/** A moment, with its time zone. */
export const instant = (name: string) => timestamp(name, { withTimezone: true })

/** A photo's sha256 in hex. */
export const photoId = (name = 'photo_id') => char(name, { length: 64 })
