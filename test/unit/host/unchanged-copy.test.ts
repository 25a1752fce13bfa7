import { afterEach, expect, test, vi } from 'vitest'
import { edit } from '../client/memory-host.ts'
import { inTheCloud } from '../client/sync-device.ts'
import { newWorld } from '../client/world.ts'

afterEach(() => vi.unstubAllGlobals())

test('a document is packed once a save, and not at all at a start that finds it unchanged', async () => {
  let packed = 0
  class CountedCompression extends CompressionStream {
    constructor(format: CompressionFormat) {
      super(format)
      packed += 1
    }
  }
  vi.stubGlobal('CompressionStream', CountedCompression)
  const world = newWorld()
  const page = world.a.open()
  await page.save(edit('long '.repeat(1000)))
  await inTheCloud(page)
  expect(packed).toBe(1)
  await page.sync.close()
  await inTheCloud(world.a.open())
  expect(packed).toBe(1)
})
