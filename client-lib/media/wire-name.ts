import * as limits from '#contract/limits.ts'

// Half of a surrogate pair too, as a cut may leave it.
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is replaced
const forbidden = /[\u0000-\u001f\u007f/\\\p{Surrogate}]/gu

/**
 * A file's name as the contract takes it: what it forbids becomes `_`, and it ends where the limit is,
 * keeping the extension. The name the user gave stays on the device.
 *
 * @example wireName('a/b.mov') // 'a_b.mov'
 */
export function wireName(fileName: string): string {
  const dot = fileName.lastIndexOf('.')
  const extension = dot > 0 && fileName.length - dot <= 16 ? fileName.slice(dot) : ''
  const whole =
    fileName.length <= limits.fileNameCharacters
      ? fileName
      : fileName.slice(0, limits.fileNameCharacters - extension.length) + extension
  return whole.replace(forbidden, '_') || 'unnamed'
}
