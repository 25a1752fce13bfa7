/** One file of the media store. */
export interface KeptFile {
  readonly mediaKey: string
  readonly sizeBytes: number
  /** When it was last added, fetched, opened or shown, in ms since the epoch; 0 where nobody knows. */
  readonly usedAtMs: number
  /** Whether it is also elsewhere, and nothing here needs it. */
  readonly mayGo: boolean
}

/**
 * What has to leave the device so that no more than `mostBytes` stay: least recently used first, and only what may go.
 * Nothing more than is needed goes; where all that may go is not enough, all of it goes.
 */
export function planEviction(files: readonly KeptFile[], mostBytes: number): readonly KeptFile[] {
  let excessBytes = files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0) - mostBytes
  const going: KeptFile[] = []
  for (const file of files.filter(({ mayGo }) => mayGo).sort((a, b) => a.usedAtMs - b.usedAtMs)) {
    if (excessBytes <= 0) break
    excessBytes -= file.sizeBytes
    going.push(file)
  }
  return going
}
