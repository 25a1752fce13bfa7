import { randomBytes } from 'node:crypto'
import { crc32, deflateSync } from 'node:zlib'

/** A PNG of coloured noise: it shows, and no compressor makes it smaller. */
export function noisePng(options: { readonly widthPixels: number; readonly heightPixels: number }): Buffer {
  const { widthPixels, heightPixels } = options
  const head = Buffer.alloc(13)
  head.writeUInt32BE(widthPixels, 0)
  head.writeUInt32BE(heightPixels, 4)
  head.set([8, 2, 0, 0, 0], 8) // 8 bits a channel, RGB, not interlaced
  const rowBytes = 1 + widthPixels * 3
  const rows = randomBytes(rowBytes * heightPixels)
  for (let row = 0; row < heightPixels; row += 1) rows[row * rowBytes] = 0 // no filter
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  return Buffer.concat([
    signature,
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function chunk(type: string, payload: Buffer): Buffer {
  const typed = Buffer.concat([Buffer.from(type, 'latin1'), payload])
  const [length, checksum] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(payload.length)
  checksum.writeUInt32BE(crc32(typed))
  return Buffer.concat([length, typed, checksum])
}
