const prefix = 'in-place-'

/** Under which a file is known that stays where the user has it. @param id unique on this device */
export function inPlaceKey(id: string): string {
  return prefix + id
}

/** Whether the bytes are the user's own file, which takes no room of the media store's. */
export function isInPlace(mediaKey: string): boolean {
  return mediaKey.startsWith(prefix)
}
