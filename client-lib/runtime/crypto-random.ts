import { asBase64Url, toBase64 } from '#contract/base64.ts'
import type { Random } from './random.ts'

const idBytes = 16
const idCharacters = 21

/** The browser's own chance: 126 bits an id. */
export class CryptoRandom implements Random {
  fraction(): number {
    const [word = 0] = crypto.getRandomValues(new Uint32Array(1))
    return word / 2 ** 32
  }

  id(): string {
    return asBase64Url(toBase64(crypto.getRandomValues(new Uint8Array(idBytes)))).slice(0, idCharacters)
  }
}
