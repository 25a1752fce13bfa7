import { createHash, randomBytes } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openChecksumSink } from '../../../dev/demo/files/checksum-sink.ts'
import { distinctBytes, readSourceFile, requireFiles, UnusableFile } from '../../../dev/demo/files/source-file.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'reelsync-source-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const write = async (name: string, bytes: Uint8Array) => {
  const path = join(folder, name)
  await writeFile(path, bytes)
  return path
}
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

test('a file is known by its name, size and SHA-256; an empty one and one with spaces and Unicode too', async () => {
  const bytes = randomBytes(200_000)
  const path = await write('Été à la mer 海.mov', bytes)
  expect(await readSourceFile(path)).toEqual({
    path,
    name: 'Été à la mer 海.mov',
    sizeBytes: 200_000,
    sha256: sha256(bytes),
  })
  expect(await readSourceFile(await write('empty', new Uint8Array()))).toMatchObject({ sizeBytes: 0 })
})

test('what is absent or no file is refused by name', async () => {
  await expect(requireFiles([join(folder, 'absent.mov')])).rejects.toThrow(UnusableFile)
  await expect(requireFiles([folder])).rejects.toThrow('it is not a file')
})

test('two files of one name are refused, for clips are told apart by it', async () => {
  const path = await write('one name', Buffer.from('x'))
  await expect(requireFiles([path])).resolves.toBeUndefined()
  await expect(requireFiles([path, path])).rejects.toThrow('another file of this name')
})

test('equal bytes travel once', async () => {
  const twice = [await write('one', Buffer.from('same')), await write('two', Buffer.from('same'))]
  const files = await Promise.all([...twice, await write('three', Buffer.from('other'))].map(readSourceFile))
  expect(distinctBytes(files)).toBe(9)
})

test('the sink answers the SHA-256 of what a page of any origin streams to it', async () => {
  const sink = await openChecksumSink()
  const body = randomBytes(3_000_000)
  const reply = await fetch(sink.url, { method: 'POST', body })
  expect(await reply.text()).toBe(sha256(body))
  expect(reply.headers.get('access-control-allow-origin')).toBe('*')
  await sink.close()
})
