type Part = string | ArrayBuffer | ArrayBufferView | SteadyBlob

/** A Blob whose bytes are at hand: the platform's own reads them on a thread that answers when it likes. */
export class SteadyBlob {
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly type: string

  constructor(parts: readonly Part[] = [], options: { readonly type?: string } = {}) {
    const pieces = parts.map(bytesOf)
    // One piece is not copied: files of many megabytes are cut and passed on without end.
    this.bytes = pieces.length === 1 ? (pieces[0] as Uint8Array<ArrayBuffer>) : joined(pieces)
    this.type = options.type ?? ''
  }

  get size(): number {
    return this.bytes.byteLength
  }

  slice(start = 0, end = this.size): SteadyBlob {
    return new SteadyBlob([this.bytes.subarray(start, end)])
  }

  async arrayBuffer(): Promise<ArrayBuffer> {
    return this.bytes.slice().buffer
  }

  async text(): Promise<string> {
    return new TextDecoder().decode(this.bytes)
  }

  stream(): ReadableStream<Uint8Array<ArrayBuffer>> {
    const { bytes } = this
    return new ReadableStream({
      start(controller) {
        if (bytes.byteLength > 0) controller.enqueue(bytes)
        controller.close()
      },
    })
  }
}

export class SteadyFile extends SteadyBlob {
  readonly name: string

  constructor(parts: readonly Part[], name: string, options: { readonly type?: string } = {}) {
    super(parts, options)
    this.name = name
  }
}

function bytesOf(part: Part): Uint8Array<ArrayBuffer> {
  if (part instanceof SteadyBlob) return part.bytes
  if (typeof part === 'string') return new TextEncoder().encode(part)
  if (part instanceof ArrayBuffer) return new Uint8Array(part)
  return new Uint8Array(part.buffer as ArrayBuffer, part.byteOffset, part.byteLength)
}

function joined(pieces: readonly Uint8Array<ArrayBuffer>[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.byteLength, 0))
  let at = 0
  for (const piece of pieces) {
    whole.set(piece, at)
    at += piece.byteLength
  }
  return whole
}
