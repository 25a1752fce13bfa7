import { createHash } from 'node:crypto'
import { gunzipSync } from 'node:zlib'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Buffer as StandIn } from '../../../testing/stand-ins/buffer.ts'
import { createHash as standInHash } from '../../../testing/stand-ins/node-crypto.ts'
import * as zlib from '../../../testing/stand-ins/node-zlib.ts'

const bytes = fc.uint8Array({ maxLength: 300 })
const text = fc.string({ unit: 'binary', maxLength: 100 })

test('[TK3] in a page hashes are those of Node, of bytes and of text, at once and piece by piece', () => {
  fc.assert(
    fc.property(bytes, text, (some, more) => {
      const node = createHash('sha256').update(some).update(more)
      const page = standInHash('sha256').update(some).update(more)
      expect(page.digest('base64url')).toBe(node.copy().digest('base64url'))
      expect([...page.digest()]).toEqual([...node.digest()])
    }),
  )
})

test('[TK3] in a page bytes and text are written as by Node, and read', () => {
  fc.assert(
    fc.property(bytes, fc.string({ unit: 'grapheme', maxLength: 50 }), (some, words) => {
      for (const encoding of ['base64', 'base64url'] as const) {
        const written = Buffer.from(some).toString(encoding)
        expect(StandIn.from(some).toString(encoding)).toBe(written)
        expect([...StandIn.from(written, encoding)]).toEqual([...some])
      }
      expect([...StandIn.from(words)]).toEqual([...Buffer.from(words)])
      expect(StandIn.from(words).toString('utf8')).toBe(Buffer.from(words).toString('utf8'))
      expect(StandIn.from(some).equals(Buffer.from(some))).toBe(true)
      expect([...StandIn.concat([some, some])]).toEqual([...some, ...some])
      expect(StandIn.from(some).equals(Buffer.from([...some, 1]))).toBe(false)
    }),
  )
})

test('[TK3] in a page what is no base64 is passed over, as by Node', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme-ascii', maxLength: 20 }), (words) => {
      const known = words.split('=')[0] ?? ''
      expect([...StandIn.from(known, 'base64url')]).toEqual([...Buffer.from(known, 'base64url')])
    }),
  )
})

test('[TK3] in a page numbers of six bytes are written as by Node, and read', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 2 ** 48 - 1 }), (value) => {
      const [node, page] = [Buffer.alloc(8), StandIn.alloc(8)]
      node.writeUIntBE(value, 1, 6)
      page.writeUIntBE(value, 1, 6)
      expect([...page]).toEqual([...node])
      expect(page.readUIntBE(1, 6)).toBe(value)
    }),
  )
})

test('[TK3] in a page what is packed is gzip, and is unpacked again', () => {
  fc.assert(
    fc.property(bytes, (some) => {
      const packed = zlib.gzipSync(some)
      expect([...gunzipSync(packed)]).toEqual([...some])
      expect([...zlib.gunzipSync(packed)]).toEqual([...some])
    }),
  )
  const large = new Uint8Array(150_000).fill(7)
  expect(Buffer.compare(gunzipSync(zlib.gzipSync(large)), large)).toBe(0)
  expect(Buffer.compare(zlib.gunzipSync(zlib.gzipSync(large)), large)).toBe(0)
})
