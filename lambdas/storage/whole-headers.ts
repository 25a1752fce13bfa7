/**
 * What goes with the bytes of a whole object, and is signed. The bucket keeps what is written over, and nobody counts
 * it: so nothing is written over.
 */
export function wholeHeaders(checksum: string) {
  return { 'x-amz-checksum-sha256': checksum, 'if-none-match': '*' } as const
}
