import { describe, expect, test } from 'vitest'
import type { MediaStore } from '../../../client-lib/media-store/media-store.ts'
import { pieceKey } from '../../../client-lib/media-store/piece-key.ts'

export interface MediaStoreTarget {
  readonly name: string
  open(): Promise<MediaStore>
}

const never = () => new AbortController().signal
const bytesOf = async (file: File | undefined) => file && [...new Uint8Array(await file.arrayBuffer())]

function streamOf(...chunks: number[][]) {
  return new ReadableStream<Uint8Array<ArrayBuffer>>({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(new Uint8Array(chunk))
      controller.close()
    },
  })
}

/** One chunk, then what the test says. */
function brokenStream(afterFirst: (controller: ReadableStreamDefaultController) => void) {
  let pulls = 0
  return new ReadableStream<Uint8Array<ArrayBuffer>>(
    {
      pull(controller) {
        pulls += 1
        if (pulls === 1) controller.enqueue(new Uint8Array([9]))
        else afterFirst(controller)
      },
    },
    { highWaterMark: 0 },
  )
}

/** What every media store keeps to. */
export function describeMediaStore(target: MediaStoreTarget): void {
  describe(`media store: ${target.name}`, () => {
    test('gives back what was written, by slices too', async () => {
      const store = await target.open()
      expect(await store.write('clip', streamOf([1, 2, 3], [4, 5]), never())).toEqual({ sizeBytes: 5 })
      const file = await store.open('clip')
      expect(await bytesOf(file)).toEqual([1, 2, 3, 4, 5])
      expect([...new Uint8Array((await file?.slice(2, 4).arrayBuffer()) ?? [])]).toEqual([3, 4])
    })

    test('keeps a view’s bytes alone, not the buffer around them', async () => {
      const store = await target.open()
      const view = new Uint8Array([1, 2, 3, 4]).subarray(1, 3)
      await store.write('view', new Blob([view]).stream(), never())
      expect(await bytesOf(await store.open('view'))).toEqual([2, 3])
    })

    test('[UP33] has done with a chunk when it asks for the next, which may come in the same memory', async () => {
      const store = await target.open()
      const memory = new Uint8Array(2)
      let pulls = 0
      const source = new ReadableStream<Uint8Array<ArrayBuffer>>(
        {
          pull(controller) {
            pulls += 1
            if (pulls > 3) return controller.close()
            controller.enqueue(memory.fill(pulls))
          },
        },
        { highWaterMark: 0 },
      )
      await store.write('reused', source, never())
      expect(await bytesOf(await store.open('reused'))).toEqual([1, 1, 2, 2, 3, 3])
    })

    test('[UP9] keeps an empty file, told apart from none', async () => {
      const store = await target.open()
      await store.write('empty', streamOf(), never())
      expect((await store.open('empty'))?.size).toBe(0)
      expect(await store.open('none')).toBeUndefined()
    })

    test('[UP12] a stream that fails throws its own error and leaves what was there', async () => {
      const store = await target.open()
      await store.write('clip', streamOf([1]), never())
      const failure = new Error('the disk is gone')
      const write = store.write(
        'clip',
        brokenStream((controller) => controller.error(failure)),
        never(),
      )
      await expect(write).rejects.toBe(failure)
      expect(await bytesOf(await store.open('clip'))).toEqual([1])
    })

    test('a write that is aborted leaves nothing, and ends its source', async () => {
      const store = await target.open()
      const controller = new AbortController()
      const reason = new DOMException('enough', 'AbortError')
      const source = brokenStream((stream) => {
        controller.abort(reason)
        stream.enqueue(new Uint8Array([1]))
      })
      await expect(store.write('clip', source, controller.signal)).rejects.toBe(reason)
      expect(await store.open('clip')).toBeUndefined()
      expect(await store.keys()).toEqual([])
    })

    test('a second write takes the place of the first', async () => {
      const store = await target.open()
      await store.write('clip', streamOf([1, 2, 3], [4]), never())
      await store.write('clip', streamOf([7]), never())
      expect(await bytesOf(await store.open('clip'))).toEqual([7])
      expect(await store.keys()).toEqual(['clip'])
    })

    test('removes, also what is not there, and lists the rest', async () => {
      const store = await target.open()
      await store.write('a', streamOf([1]), never())
      await store.write('ab', streamOf([2]), never())
      await store.remove('a')
      await store.remove('never-there')
      expect(await store.keys()).toEqual(['ab'])
      expect(await bytesOf(await store.open('ab'))).toEqual([2])
    })

    test('[DL1] pieces written in any order are one file, as far as it is there', async () => {
      const store = await target.open()
      await store.write(pieceKey('film', 10), streamOf([10]), never())
      await store.write(pieceKey('film', 2), streamOf([2]), never())
      expect(await bytesOf(await store.open('film'))).toEqual([2, 10])
      expect(await bytesOf(await store.open(pieceKey('film', 2)))).toEqual([2])
      expect(await store.open(pieceKey('film', 1))).toBeUndefined()
      await store.write(pieceKey('film', 2), streamOf([3, 3]), never())
      expect(await bytesOf(await store.open('film'))).toEqual([3, 3, 10])
      expect((await store.open('film'))?.name).toBe('film')
    })

    test('[DL2] a piece that fails leaves the others and what it was', async () => {
      const store = await target.open()
      await store.write(pieceKey('film', 1), streamOf([1]), never())
      const failure = new Error('cut')
      const broken = () => brokenStream((controller) => controller.error(failure))
      await expect(store.write(pieceKey('film', 1), broken(), never())).rejects.toBe(failure)
      await expect(store.write(pieceKey('film', 2), broken(), never())).rejects.toBe(failure)
      expect(await bytesOf(await store.open('film'))).toEqual([1])
    })

    test('a file goes with all its pieces, or one of them alone, and is listed once', async () => {
      const store = await target.open()
      for (const number of [1, 2]) await store.write(pieceKey('film', number), streamOf([number]), never())
      await store.write('film2', streamOf([9]), never())
      expect([...(await store.keys())].sort()).toEqual(['film', 'film2'])
      await store.remove(pieceKey('film', 1))
      await store.remove(pieceKey('other', 1))
      expect(await bytesOf(await store.open('film'))).toEqual([2])
      await store.remove('film')
      expect(await store.open('film')).toBeUndefined()
      expect(await store.open(pieceKey('film', 2))).toBeUndefined()
      expect(await store.keys()).toEqual(['film2'])
    })
  })
}
