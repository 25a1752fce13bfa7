import { createHash } from 'node:crypto'
import { gunzipSync, gzipSync } from 'node:zlib'
import { SteadyBlob, SteadyFile } from './steady-blob.ts'
import { makeIdsSteady } from './steady-ids.ts'

/**
 * Has hashes, blobs and gzip answer at once, in the order they are asked: the platform's own do their work on threads
 * that end in any order, and a run would not repeat. For this thread, for good.
 */
export function makePlatformSteady(): void {
  makeIdsSteady()
  Object.defineProperty(crypto.subtle, 'digest', { value: digest, configurable: true })
  const steady = { Blob: SteadyBlob, File: SteadyFile, CompressionStream: Packing, DecompressionStream: Unpacking }
  for (const [name, value] of Object.entries(steady)) {
    Object.defineProperty(globalThis, name, { value, configurable: true, writable: true })
  }
}

async function digest(_algorithm: 'SHA-256', bytes: ArrayBuffer | ArrayBufferView): Promise<ArrayBuffer> {
  const view = bytes instanceof ArrayBuffer ? new Uint8Array(bytes) : bytes
  const hashed = createHash('sha256')
    .update(view as Uint8Array)
    .digest()
  return new Uint8Array(hashed).buffer
}

class WholeTransform {
  readonly readable: ReadableStream<Uint8Array>
  readonly writable: WritableStream<Uint8Array>

  constructor(work: (bytes: Uint8Array) => Uint8Array) {
    const pieces: Uint8Array[] = []
    const stream = new TransformStream<Uint8Array, Uint8Array>({
      transform: (piece) => void pieces.push(piece),
      flush: (controller) => controller.enqueue(new Uint8Array(work(Buffer.concat(pieces)))),
    })
    this.readable = stream.readable
    this.writable = stream.writable
  }
}

class Packing extends WholeTransform {
  constructor(_format: 'gzip') {
    super((bytes) => gzipSync(bytes, { level: 1 }))
  }
}

class Unpacking extends WholeTransform {
  constructor(_format: 'gzip') {
    super(gunzipSync)
  }
}
