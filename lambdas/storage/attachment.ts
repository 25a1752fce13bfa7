/** `Content-Disposition` for a file of any name (RFC 6266, RFC 8187): browsers save it and never render it. */
export function attachment(fileName: string): string {
  const ascii = fileName.replace(/[^\x20-\x7e]|["\\%]/g, '_')
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encoded(fileName)}`
}

// What encodeURIComponent leaves bare, and RFC 8187 does not allow bare.
function encoded(fileName: string): string {
  return encodeURIComponent(fileName.replace(/\p{Surrogate}/gu, '\ufffd')).replace(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  )
}
