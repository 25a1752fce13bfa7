/** Of a blocked upload: its bytes are not on this device any more, or not those that were added. */
export function isLostBytes(code: string): boolean {
  return code === 'local-bytes-missing' || code === 'local-bytes-changed'
}
