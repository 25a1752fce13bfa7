import * as limits from '#contract/limits.ts'

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is replaced
const forbidden = /[\u0000-\u001f\u007f/\\]/g

/**
 * A file's name as the contract takes it: what it forbids becomes `_`, and it ends where the limit is,
 * keeping the extension. The name the user gave stays on the device.
 *
 * @example wireName('a/b.mov') // 'a_b.mov'
 */
export function wireName(fileName: string): string {
  const clean = fileName.replace(forbidden, '_') || 'unnamed'
  if (clean.length <= limits.fileNameCharacters) return clean
  const dot = clean.lastIndexOf('.')
  const extension = dot > 0 && clean.length - dot <= 16 ? clean.slice(dot) : ''
  return wellFormed(clean.slice(0, limits.fileNameCharacters - extension.length)) + extension
}

/** A cut through a surrogate pair would leave half a character. */
function wellFormed(text: string): string {
  return /[\ud800-\udbff]$/.test(text) ? text.slice(0, -1) : text
}
