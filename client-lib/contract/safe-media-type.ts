/**
 * Media types that no browser runs as a document, whatever the bytes are. Left out are all that hold markup or script:
 * text, PDF, every `+xml` (SVG, and any other name that ends so), and types not heard of here.
 */
const inert: ReadonlySet<string> = new Set([
  ...['jpeg', 'png', 'apng', 'gif', 'webp', 'avif', 'heic', 'heif', 'jxl', 'bmp', 'tiff'].map(typeOf('image')),
  ...['mp4', 'webm', 'ogg', 'quicktime', 'x-matroska', 'matroska', 'mpeg', 'mp2t', '3gpp', '3gpp2'].map(
    typeOf('video'),
  ),
  ...['x-m4v', 'x-msvideo', 'x-ms-wmv', 'mxf', 'av1', 'h264', 'h265', 'prores'].map(typeOf('video')),
  ...['mpeg', 'mp3', 'mp4', 'm4a', 'x-m4a', 'aac', 'ogg', 'opus', 'webm', 'flac', 'x-flac', '3gpp'].map(
    typeOf('audio'),
  ),
  ...['wav', 'wave', 'x-wav', 'vnd.wave', 'aiff', 'x-aiff', 'ac3', 'basic', 'midi', 'x-matroska'].map(typeOf('audio')),
])

/**
 * The type under which a user's file may be handed to a browser: its own where that can only be shown or played,
 * else plain bytes. Store, server and client all go by this one list, never by the bytes.
 *
 * @example safeMediaType('image/PNG') // 'image/png'
 * @example safeMediaType('text/html') // 'application/octet-stream'
 */
export function safeMediaType(mime: string): string {
  const named = mime.toLowerCase()
  return inert.has(named) ? named : 'application/octet-stream'
}

function typeOf(kind: string) {
  return (name: string) => `${kind}/${name}`
}
