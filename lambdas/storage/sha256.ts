import { createHash, createHmac } from 'node:crypto'

/** SHA-256 as the request signer asks for it: plain, or keyed by a secret. */
export class Sha256 {
  readonly #digest: ReturnType<typeof createHash> | ReturnType<typeof createHmac>

  constructor(secret?: string | ArrayBuffer | ArrayBufferView) {
    this.#digest = secret === undefined ? createHash('sha256') : createHmac('sha256', asBytes(secret))
  }

  update(data: string | ArrayBuffer | ArrayBufferView): void {
    this.#digest.update(asBytes(data))
  }

  async digest(): Promise<Uint8Array> {
    return new Uint8Array(this.#digest.digest())
  }
}

function asBytes(data: string | ArrayBuffer | ArrayBufferView): string | Uint8Array {
  if (typeof data === 'string') return data
  if (data instanceof ArrayBuffer) return new Uint8Array(data)
  return new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
}
