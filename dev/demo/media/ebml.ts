/** Builds EBML elements (RFC 8794), the syntax under WebM. Sizes are always written in eight bytes: one form for all. */

/** An element whose payload is the bytes given. */
export function element(id: number, ...payload: readonly Uint8Array[]): Buffer {
  const body = Buffer.concat(payload)
  return Buffer.concat([elementHead(id, body.length), body])
}

/** The head of an element whose payload of `sizeBytes` is written by somebody else. */
export function elementHead(id: number, sizeBytes: number): Buffer {
  const size = Buffer.alloc(8)
  size.writeBigUInt64BE(BigInt(sizeBytes) | (1n << 56n))
  return Buffer.concat([idBytes(id), size])
}

export function unsigned(id: number, value: number): Buffer {
  const payload = Buffer.alloc(8)
  payload.writeBigUInt64BE(BigInt(value))
  return element(id, payload)
}

export function float(id: number, value: number): Buffer {
  const payload = Buffer.alloc(8)
  payload.writeDoubleBE(value)
  return element(id, payload)
}

export function text(id: number, value: string): Buffer {
  return element(id, Buffer.from(value, 'utf8'))
}

function idBytes(id: number): Buffer {
  const hex = id.toString(16)
  return Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, 'hex')
}
