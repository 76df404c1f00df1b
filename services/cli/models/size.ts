/** `5.03` for 5,027,784,800 bytes; small amounts keep a digit that says something. */
export function gigabytes(bytes: number): string {
  const value = bytes / 1e9
  return value >= 10 ? value.toFixed(1) : value.toFixed(2)
}

/** `5.03 GB`, `34.2 MB`, `512 bytes` */
export function amount(bytes: number): string {
  if (bytes >= 1e9) return `${gigabytes(bytes)} GB`
  if (bytes >= 1e6) return `${(bytes / 1e6).toFixed(1)} MB`
  return `${bytes} bytes`
}
