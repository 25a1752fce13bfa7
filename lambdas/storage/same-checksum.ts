/** Some calls report a composite checksum without its `-N`; a checksum that is not reported equals none. */
export function sameChecksum(expected: string, reported: string | undefined): boolean {
  return reported === expected || reported === expected.replace(/-\d+$/, '')
}
