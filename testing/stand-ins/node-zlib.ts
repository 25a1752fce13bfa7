import { Buffer } from './buffer.ts'

const header = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff]
const mostInBlock = 0xffff
const trailerBytes = 8
const crcTable = Uint32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte
  for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? 0xedb88320 ^ (crc >>> 1) : crc >>> 1
  return crc
})

/** gzip that stores, and packs nothing (RFC 1952, RFC 1951 3.2.4): a document without packing is a small one. */
export function gzipSync(bytes: Uint8Array): Uint8Array {
  const parts: number[] = [...header]
  for (let at = 0; at === 0 || at < bytes.length; at += mostInBlock) {
    const block = bytes.subarray(at, at + mostInBlock)
    const isLast = at + mostInBlock >= bytes.length ? 1 : 0
    parts.push(isLast, ...littleEndian(block.length, 2), ...littleEndian(~block.length & 0xffff, 2))
    for (const byte of block) parts.push(byte)
  }
  return Uint8Array.from([...parts, ...littleEndian(crcOf(bytes), 4), ...littleEndian(bytes.length, 4)])
}

/** Unpacks what `gzipSync` here has stored, which is all that the functions unpack. */
export function gunzipSync(gzip: Uint8Array): Buffer {
  const view = new DataView(gzip.buffer, gzip.byteOffset, gzip.byteLength)
  const bytes: number[] = []
  for (let at = header.length; at < gzip.length - trailerBytes; ) {
    const length = view.getUint16(at + 1, true)
    for (const byte of gzip.subarray(at + 5, at + 5 + length)) bytes.push(byte)
    at += 5 + length
  }
  return Buffer.from(Uint8Array.from(bytes))
}

function littleEndian(value: number, byteLength: number): number[] {
  return Array.from({ length: byteLength }, (_, index) => (value >>> (8 * index)) & 0xff)
}

function crcOf(bytes: Uint8Array): number {
  let crc = 0xffffffff
  for (const byte of bytes) crc = (crcTable[(crc ^ byte) & 0xff] ?? 0) ^ (crc >>> 8)
  return ~crc >>> 0
}
