import type { Random } from './random.ts'

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-'
const idCharacters = 21

/** The browser's own chance: 126 bits an id. */
export class CryptoRandom implements Random {
  fraction(): number {
    const [word = 0] = crypto.getRandomValues(new Uint32Array(1))
    return word / 2 ** 32
  }

  id(): string {
    const bytes = crypto.getRandomValues(new Uint8Array(idCharacters))
    return Array.from(bytes, (byte) => alphabet.charAt(byte % alphabet.length)).join('')
  }
}
