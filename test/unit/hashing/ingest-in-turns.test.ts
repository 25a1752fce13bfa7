import { expect, test } from 'vitest'
import type { Ingested, IngestRequest } from '../../../client-lib/hashing/ingest.ts'
import { IngestInTurns } from '../../../client-lib/hashing/ingest-in-turns.ts'

const done: Ingested = { sizeBytes: 0, partChecksums: [] }

/** Files under way, by name; `end` lets one go. */
function turns() {
  const begun: string[] = []
  const ends = new Map<string, (outcome: Ingested | Error) => void>()
  const ingest = new IngestInTurns({
    ingest: ({ file }) =>
      new Promise((resolve, reject) => {
        begun.push(file.name)
        ends.set(file.name, (outcome) => (outcome instanceof Error ? reject(outcome) : resolve(outcome)))
      }),
    close: () => {},
  })
  const add = (name: string, sizeBytes: number, signal = new AbortController().signal): Promise<Ingested> => {
    const file = new File([new Uint8Array(sizeBytes)], name)
    const request: IngestRequest = { key: name, file, signal, onDoneBytes: () => {} }
    return ingest.ingest(request)
  }
  return { begun, add, end: (name: string, outcome: Ingested | Error = done) => ends.get(name)?.(outcome) }
}

test('[UP33] two files are copied at once, and of those that wait the smallest is next', async () => {
  const { begun, add, end } = turns()
  const first = add('first', 9)
  const added = [first, add('second', 8), add('large', 7), add('small', 1), add('middle', 4)]
  await Promise.resolve()
  expect(begun).toEqual(['first', 'second'])
  end('first')
  await first
  expect(begun).toEqual(['first', 'second', 'small'])
  for (const name of ['second', 'small', 'middle', 'large']) {
    end(name)
    await new Promise(setImmediate)
  }
  expect(await Promise.all(added)).toHaveLength(5)
  expect(begun).toEqual(['first', 'second', 'small', 'middle', 'large'])
})

test('[UP33] one that fails makes room for the next', async () => {
  const { begun, add, end } = turns()
  const failed = add('failed', 1)
  const others = [add('second', 1), add('third', 1)]
  await Promise.resolve()
  end('failed', new Error('The disk is full.'))
  await expect(failed).rejects.toThrow('The disk is full.')
  expect(begun).toContain('third')
  end('second')
  end('third')
  await Promise.all(others)
})

test('[UP33] one that is given up while it waits ends at once, and takes no turn', async () => {
  const { begun, add, end } = turns()
  const controller = new AbortController()
  const running = [add('first', 1), add('second', 1)]
  const waiting = add('third', 1, controller.signal)
  controller.abort()
  await expect(waiting).rejects.toMatchObject({ name: 'AbortError' })
  end('first')
  end('second')
  await Promise.all(running)
  expect(begun).toEqual(['first', 'second'])
})
