import { isUtf8 } from 'node:buffer'
import { fileTypeFromBuffer } from 'file-type'
import { PermanentError } from '#core/errors'
import { extensionOf } from '#core/photo-extensions'
import { say } from '#core/sentences/say'

/** Formats that people do keep photos in, but that nothing here decodes. */
const unsupported: Record<string, string> = {
  'image/jxl': say('content_jxl'),
  'image/bmp': say('content_bmp'),
  'image/vnd.adobe.photoshop': say('content_psd'),
  'image/jp2': say('content_jp2'),
  'image/x-icon': say('content_icon'),
  'image/icns': say('content_icon'),
  'image/apng': say('content_apng'),
}

const names: Record<string, string> = {
  'application/pdf': say('content_pdf'),
  'application/zip': say('content_zip'),
  'application/x-7z-compressed': say('content_7z'),
  'application/vnd.rar': say('content_rar'),
  'application/x-rar-compressed': say('content_rar'),
  'application/gzip': say('content_gzip'),
  'application/x-tar': say('content_tar'),
  'application/x-cfb': say('content_cfb'),
  'application/xml': say('content_xml'),
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
  if (head.length === 0) return new PermanentError('empty_file', say('photo_empty', { named }))
  if (isZeros(head) && isZeros(tail)) {
    const message = say('photo_zeros', { named })
    return new PermanentError('corrupt_image', message)
  }
  const found = await describe(head, tail)
  return new PermanentError(found.code, say('photo_is_other', { named, what: found.what }))
}

/** "This file is named .jpg", for the start of a reason. */
export function namedAs(fileName: string): string {
  const extension = extensionOf(fileName)
  return extension === '' ? say('file_unnamed') : say('file_named', { extension })
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
      what: say('image_not_supported', { what: unsupported[mime] ?? say('content_image', { type: ext }) }),
    }
  }
  const what =
    names[mime] ??
    (mime.startsWith('video/')
      ? say('content_video', { type: ext })
      : mime.startsWith('audio/')
        ? say('content_sound', { type: ext })
        : say('content_other', { type: ext }))
  return { code: 'not_an_image', what }
}

function lockedDocument(head: Buffer, tail: Buffer): string | null {
  if (head.toString('latin1', 0, 4) === 'PK\x03\x04' && head.length > 8 && (head.readUInt16LE(6) & 1) === 1) {
    return say('content_locked_zip')
  }
  // An office document with a password is an OLE file around an encrypted stream of this name.
  if (head.readUInt16BE(0) === 0xd0cf && head.includes(Buffer.from('EncryptedPackage', 'utf16le'))) {
    return say('content_locked_office')
  }
  const isPdf = head.subarray(0, 1024).includes('%PDF-')
  if (isPdf && (head.includes('/Encrypt') || tail.includes('/Encrypt'))) return say('content_locked_pdf')
  return null
}

function describeText(head: Buffer): { code: string; what: string } {
  const text = head.toString('utf8', 0, 2048).trimStart().toLowerCase()
  if (/^(<\?xml[^>]*>\s*)?(<!--.*?-->\s*)*(<!doctype svg[^>]*>\s*)?<svg/s.test(text)) {
    return { code: 'unsupported_format', what: say('content_svg') }
  }
  if (/^<(!doctype html|html|head|body)/.test(text)) {
    return { code: 'not_an_image', what: say('content_html') }
  }
  if (!looksLikeText(head)) return { code: 'not_an_image', what: say('content_unknown') }
  return { code: 'not_an_image', what: text.startsWith('<?xml') ? say('content_xml') : say('content_text') }
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
