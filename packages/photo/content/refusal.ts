import { isUtf8 } from 'node:buffer'
import { fileTypeFromBuffer } from 'file-type'
import { PermanentError } from '#core/errors'
import { extensionOf } from '#core/photo-extensions'

/** Formats that people do keep photos in, but that nothing here decodes. */
const unsupported: Record<string, string> = {
  'image/jxl': 'a JPEG XL image',
  'image/bmp': 'a BMP image',
  'image/vnd.adobe.photoshop': 'a Photoshop document',
  'image/jp2': 'a JPEG 2000 image',
  'image/x-icon': 'an icon',
  'image/icns': 'an icon',
  'image/apng': 'an animated PNG',
}

const names: Record<string, string> = {
  'application/pdf': 'a PDF document',
  'application/zip': 'a ZIP archive',
  'application/x-7z-compressed': 'a 7-Zip archive',
  'application/vnd.rar': 'a RAR archive',
  'application/x-rar-compressed': 'a RAR archive',
  'application/gzip': 'a gzip archive',
  'application/x-tar': 'a tar archive',
  'application/x-cfb': 'an old Microsoft Office document',
  'application/xml': 'an XML document',
}

/**
 * The reason why content that `sniff` did not know is no photo, naming what it really is.
 *
 * Codes: empty_file, corrupt_image (nothing but zeros), password_protected, unsupported_format, not_an_image.
 *
 * @param head the first 64 KiB of the file @param tail its last 64 KiB
 */
export async function refusal(fileName: string, head: Buffer, tail: Buffer): Promise<PermanentError> {
  const named = namedAs(fileName)
  if (head.length === 0) return new PermanentError('empty_file', `${named} but is empty (0 bytes).`)
  if (isZeros(head) && isZeros(tail)) {
    const message = `${named} but contains only zeros, as after an interrupted copy or on a failing disk.`
    return new PermanentError('corrupt_image', message)
  }
  const found = await describe(head, tail)
  return new PermanentError(found.code, `${named} but contains ${found.what}.`)
}

/** "This file is named .jpg", for the start of a reason. */
export function namedAs(fileName: string): string {
  const extension = extensionOf(fileName)
  return extension === '' ? 'This file should be a photo' : `This file is named ${extension}`
}

async function describe(head: Buffer, tail: Buffer): Promise<{ code: string; what: string }> {
  // A broken container can make the detector throw; then it is simply not known.
  const type = await fileTypeFromBuffer(head).catch(() => undefined)
  const locked = lockedDocument(head, tail)
  if (locked) return { code: 'password_protected', what: locked }
  if (!type) return describeText(head)
  const { mime, ext } = type
  if (mime === 'application/xml' || mime === 'image/svg+xml') return describeText(head)
  if (mime.startsWith('image/')) {
    return {
      code: 'unsupported_format',
      what: `${unsupported[mime] ?? `an image of type ${ext}`}, which is not supported`,
    }
  }
  const what =
    names[mime] ??
    (mime.startsWith('video/')
      ? `a video (${ext})`
      : mime.startsWith('audio/')
        ? `sound (${ext})`
        : `a file of type ${ext}`)
  return { code: 'not_an_image', what }
}

function lockedDocument(head: Buffer, tail: Buffer): string | null {
  if (head.toString('latin1', 0, 4) === 'PK\x03\x04' && head.length > 8 && (head.readUInt16LE(6) & 1) === 1) {
    return 'a password-protected ZIP archive'
  }
  // An office document with a password is an OLE file around an encrypted stream of this name.
  if (head.readUInt16BE(0) === 0xd0cf && head.includes(Buffer.from('EncryptedPackage', 'utf16le'))) {
    return 'a password-protected Office document'
  }
  const isPdf = head.subarray(0, 1024).includes('%PDF-')
  if (isPdf && (head.includes('/Encrypt') || tail.includes('/Encrypt'))) return 'a password-protected PDF document'
  return null
}

function describeText(head: Buffer): { code: string; what: string } {
  const text = head.toString('utf8', 0, 2048).trimStart().toLowerCase()
  if (/^(<\?xml[^>]*>\s*)?(<!--.*?-->\s*)*(<!doctype svg[^>]*>\s*)?<svg/s.test(text)) {
    return { code: 'unsupported_format', what: 'an SVG drawing, which is not a photo' }
  }
  if (/^<(!doctype html|html|head|body)/.test(text)) {
    return { code: 'not_an_image', what: 'a web page (HTML), perhaps the error page of a download' }
  }
  if (!looksLikeText(head)) return { code: 'not_an_image', what: 'data of an unknown kind' }
  return { code: 'not_an_image', what: text.startsWith('<?xml') ? 'an XML document' : 'plain text' }
}

function looksLikeText(head: Buffer): boolean {
  const sample = head.subarray(0, 4096)
  if (sample.includes(0)) return false
  // The cut may fall inside a character of up to four bytes.
  return [0, 1, 2, 3].some((cut) => isUtf8(sample.subarray(0, sample.length - cut)))
}

function isZeros(bytes: Buffer): boolean {
  return bytes.every((byte) => byte === 0)
}
