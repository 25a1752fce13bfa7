import { expect, test } from 'vitest'
import { openOpfsWriter } from '../../../client-lib/media-store/open-opfs-writer.ts'

/** A folder as a worker has it. @param answers what each write says that it took of its bytes */
function folderThat(answers: (byteCount: number) => number) {
  const taken: number[] = []
  const access = {
    truncate: () => undefined,
    flush: () => undefined,
    close: () => undefined,
    write(bytes: Uint8Array, { at }: { at: number }) {
      const count = answers(bytes.byteLength)
      if (count <= bytes.byteLength)
        for (let index = 0; index < count; index += 1) taken[at + index] = bytes[index] ?? 0
      return count
    },
  }
  const handle = { createSyncAccessHandle: async () => access, move: async () => undefined }
  const folder = { getFileHandle: async () => handle, removeEntry: async () => undefined }
  // Sound: the writer calls nothing else.
  return { taken, folder: folder as unknown as FileSystemDirectoryHandle }
}

const bytes = () => new Uint8Array([1, 2, 3, 4, 5])

test('bytes that are taken a few at a time are all written, each at its place', async () => {
  const { taken, folder } = folderThat((byteCount) => Math.min(2, byteCount))
  const writer = await openOpfsWriter(folder, 'clip')
  await writer.write(bytes())
  await writer.write(bytes())
  expect(taken).toEqual([1, 2, 3, 4, 5, 1, 2, 3, 4, 5])
})

test.each([
  ['0, as Firefox does', 0, 'QuotaExceededError'],
  ['its error as a count, as Chromium does', 2 ** 32 - 8, 'QuotaExceededError'],
  ['another error of Chromium’s', 2 ** 32 - 1, 'UnknownError'],
])('[MS4] a disk that answers a write with %s has not taken it', async (_, answer, name) => {
  const { folder } = folderThat(() => answer)
  const writer = await openOpfsWriter(folder, 'clip')
  await expect(writer.write(bytes())).rejects.toMatchObject({ name })
})
