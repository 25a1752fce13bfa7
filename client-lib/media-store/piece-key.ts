/** Where piece `number` of the file `key` is kept; keys sort as the numbers do. @param number from 1, at most 99,999 */
export function pieceKey(key: string, number: number): string {
  return `${key}/${String(number).padStart(5, '0')}`
}

/** The file that a key names, or is a piece of. */
export function fileKey(key: string): string {
  return key.split('/', 1)[0] as string
}
