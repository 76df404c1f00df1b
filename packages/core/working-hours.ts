/** Whether `22:00-07:00` holds at a moment, in the local time of this machine. Equal ends mean the whole day. */
export function isWithin(hours: string, at: Date): boolean {
  const [from, to] = minutesOf(hours)
  const now = at.getHours() * 60 + at.getMinutes()
  if (from === to) return true
  return from < to ? now >= from && now < to : now >= from || now < to
}

/** When work begins or ends next; undefined when it never does. Clock changes are the calendar's affair. */
export function nextChange(hours: string, at: Date): Date | undefined {
  const [from, to] = minutesOf(hours)
  if (from === to) return undefined
  const wanted = isWithin(hours, at) ? to : from
  const change = new Date(at)
  change.setHours(Math.floor(wanted / 60), wanted % 60, 0, 0)
  if (change <= at) change.setDate(change.getDate() + 1)
  return change
}

function minutesOf(hours: string): [number, number] {
  const [from, to] = hours.split('-').map((time) => {
    const [hour, minute] = time.split(':').map(Number)
    return (hour ?? 0) * 60 + (minute ?? 0)
  })
  return [from ?? 0, to ?? 0]
}
