const inert = /^(audio|video|image)\/(?!svg)/i

/** Media types that hold no script keep their name; all others travel as bytes. */
export function safeContentType(mime: string): string {
  return inert.test(mime) ? mime : 'application/octet-stream'
}
