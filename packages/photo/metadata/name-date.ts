import { localTime } from './local-time.js'

/** When a file's name says it was made: a wall-clock time, or an instant where the program writes one. */
export type NameDate = { local: string } | { epochMs: number }

/**
 * 20240714_102105, 2024-07-14 at 10.21.05 PM, 2024-07-14-10-21-05 …: IMG_ and VID_ of most phones, PXL_ (which is
 * UTC), DJI_, WIN_, BURST, screenshots of Android, iOS, macOS and Windows in English and Chinese, WhatsApp on the
 * desktop, Telegram, Signal, WeChat (微信图片_) and QQ.
 */
const dateAndTime =
  /(?<!\d)((?:19|20)\d\d)([-_.]?)(\d\d)\2(\d\d)[-_ T.,]*(?:at|um|à)?[ _]*(\d{1,2})([-_.:h]?)(\d\d)\6(\d\d)(?:\d{3})?(?!\d)\s*([ap]m)?/i

/** WeChat's and Facebook's saved pictures: milliseconds since 1970. */
const epoch = /^(?:mmexport|wx_camera_|FB_IMG_|received_|microMsg\.|retouch_|IMG_)?(1\d{12})(?!\d)/i

/** WhatsApp on the phone (IMG-20240714-WA0001), or a name that starts with a date. */
const dateOnly = /^(?:(?:IMG|VID)-((?:19|20)\d\d)(\d\d)(\d\d)-WA|((?:19|20)\d\d)-(\d\d)-(\d\d)(?!\d))/i

/** Reads the date from well-known kinds of file names; a date without a time is taken as noon. Null for other names. */
export function dateFromName(fileName: string): NameDate | null {
  const timed = dateAndTime.exec(fileName)
  if (timed) {
    const [, year, , month, day, hour, , minute, second, half] = timed
    const local = localTime(
      Number(year),
      Number(month),
      Number(day),
      hourOf(Number(hour), half),
      Number(minute),
      Number(second),
    )
    if (local) return /^PXL_/i.test(fileName) ? { epochMs: Date.parse(`${local}Z`) } : { local }
  }
  const stamp = epoch.exec(fileName)
  if (stamp) return { epochMs: Number(stamp[1]) }
  const dated = dateOnly.exec(fileName)
  if (!dated) return null
  const [year, month, day] = dated.slice(1).filter((part) => part !== undefined)
  const local = localTime(Number(year), Number(month), Number(day), 12, 0, 0)
  return local ? { local } : null
}

function hourOf(hour: number, half: string | undefined): number {
  if (!half || hour < 1 || hour > 12) return hour
  return (hour % 12) + (half.toLowerCase() === 'pm' ? 12 : 0)
}
