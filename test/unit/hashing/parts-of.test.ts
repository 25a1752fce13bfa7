import { expect, test } from 'vitest'
import { planParts } from '#contract/part-rule.ts'
import { partsOf } from '../../../client-lib/hashing/parts-of.ts'

const MiB = 1024 * 1024
const file = new File([new Uint8Array(17 * MiB).map((_, at) => at >> 16)], 'a.mp4')
const plan = planParts(file.size)
const contentOf = async (start: number, end: number) => Buffer.from(await file.slice(start, end).arrayBuffer())

async function readParts(read: File): Promise<{ parts: Buffer[]; views: Uint8Array[] }> {
  const [parts, views]: [Buffer[], Uint8Array[]] = [[], []]
  for await (const part of partsOf(read, plan)) {
    parts.push(Buffer.from(part))
    views.push(part)
  }
  return { parts, views }
}

async function expectTheFilesParts(parts: readonly Buffer[]): Promise<void> {
  const cuts = [0, 8 * MiB, 16 * MiB, 17 * MiB]
  expect(parts.length).toBe(cuts.length - 1)
  for (const [at, part] of parts.entries()) {
    expect(part.equals(await contentOf(cuts[at] as number, cuts[at + 1] as number))).toBe(true)
  }
}

test('[UP33] each part takes the memory of the one before', async () => {
  const { parts, views } = await readParts(file)
  await expectTheFilesParts(parts)
  expect(views.map(({ byteLength }) => byteLength)).toEqual([0, 0, MiB])
})

test('[UP33] where an engine does not read into memory that it is given, the parts are the same', async () => {
  const read = new File([file], file.name)
  const noBytes = (blob: Blob) => Object.assign(blob, { stream: () => new ReadableStream() })
  const slice = read.slice.bind(read)
  read.slice = (start, end) => noBytes(slice(start, end))
  await expectTheFilesParts((await readParts(read)).parts)
})
