/** Held while a tab writes a key that no row names yet, so that no other tab takes it for a leftover. */
export function mediaKeyLock(mediaKey: string): string {
  return `reelsync-media-${mediaKey}`
}
