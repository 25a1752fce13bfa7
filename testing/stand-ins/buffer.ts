type Encoding = 'utf8' | 'base64' | 'base64url'

/** As much of Node's Buffer as the functions use: for a page, which has none. */
export class Buffer extends Uint8Array {
  static override from(value: unknown, encoding: unknown = 'utf8'): Buffer {
    if (typeof value !== 'string') return new Buffer(value as Uint8Array)
    return encoding === 'utf8' ? new Buffer(new TextEncoder().encode(value)) : ofBase64(value)
  }

  static concat(pieces: readonly Uint8Array[]): Buffer {
    const whole = new Buffer(pieces.reduce((sum, { length }) => sum + length, 0))
    let at = 0
    for (const piece of pieces) {
      whole.set(piece, at)
      at += piece.length
    }
    return whole
  }

  static alloc(size: number): Buffer {
    return new Buffer(size)
  }

  equals(other: Uint8Array): boolean {
    return this.length === other.length && this.every((byte, index) => byte === other[index])
  }

  override toString(encoding: Encoding = 'utf8'): string {
    if (encoding === 'utf8') return new TextDecoder('utf-8', { ignoreBOM: true }).decode(this)
    const base64 = btoa(Array.from(this, (byte) => String.fromCharCode(byte)).join(''))
    return encoding === 'base64' ? base64 : base64.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
  }

  writeUIntBE(value: number, offset: number, byteLength: number): void {
    for (let index = 0; index < byteLength; index += 1)
      this[offset + index] = Math.floor(value / 256 ** (byteLength - 1 - index)) % 256
  }

  readUIntBE(offset: number, byteLength: number): number {
    return this.subarray(offset, offset + byteLength).reduce((sum, byte) => sum * 256 + byte, 0)
  }
}

/** What is no base64 is passed over, as Node does. */
function ofBase64(text: string): Buffer {
  const known = text
    .replaceAll('-', '+')
    .replaceAll('_', '/')
    .replaceAll(/[^A-Za-z0-9+/]/g, '')
  const whole = known.length % 4 === 1 ? known.slice(0, -1) : known
  return new Buffer(Uint8Array.from(atob(whole), (character) => character.charCodeAt(0)))
}
