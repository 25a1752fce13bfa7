import type { SyncDevice } from './sync-device.ts'

/** Text that gzip makes about half as long: hexadecimal digits of a generator with a seed. */
export function largeText(sizeBytes: number, seed = 1): string {
  let state = seed
  const words: string[] = []
  for (let length = 0; length < sizeBytes; length += 8) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    words.push(state.toString(16).padStart(8, '0'))
  }
  return words.join('').slice(0, sizeBytes)
}

/** Loses or changes one piece of each large document that is kept on the device. */
export function damagePieces({ disk }: SyncDevice, how: 'missing' | 'changed'): void {
  for (const [key, row] of [...disk.tables]) {
    if (!key.startsWith('pieces/') || !key.endsWith('/00000')) continue
    if (how === 'missing') disk.tables.delete(key)
    else new Uint8Array((row as { bytes: ArrayBuffer }).bytes)[100] = 0
  }
}
