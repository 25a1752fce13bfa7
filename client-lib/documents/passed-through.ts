/**
 * What comes of bytes in a stream that packs or unpacks. Written straight into it: by way of a Blob, a browser's own
 * storage of blobs is asked for them. Node 20 takes views alone.
 */
export function passedThrough(
  pieces: readonly Uint8Array<ArrayBuffer>[],
  { readable, writable }: CompressionStream | DecompressionStream | TransformStream,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  const writer = writable.getWriter()
  // What fails here fails the reading, too.
  Promise.all([...pieces.map((piece) => writer.write(piece)), writer.close()]).catch(() => undefined)
  return readable
}
