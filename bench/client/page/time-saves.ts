import type { CloudSync } from '../../../client-lib/cloud-sync.ts'
import { openYardstick } from './yardstick.ts'

/** What each took in one round, in ms. */
export interface SaveTime {
  /** The app's own put, and what `afterSave` adds to it. */
  readonly afterSave: number
  /** Of an app that has no store. */
  readonly ownCopy: number
  readonly put: number
  /** The document's gzip, and a put of that. */
  readonly packedPut: number
}

/** As long as autosaves are apart at least: what a save leaves to be done after it is done by then. */
const pauseMs = 300

/** Each way to save each document, and a bare put of its bytes, in turns: which is first changes from round to round. */
export async function timeSaves(sync: CloudSync, documents: readonly string[]): Promise<readonly SaveTime[]> {
  const put = await openYardstick('yardstick')
  const putPacked = await openYardstick('packed')
  const putOfApp = await openYardstick('app')
  let bytes = new ArrayBuffer(0)
  const save = sync.afterSave(() => putOfApp(bytes))
  const edit = (id: string, document: string) => ({ id, name: 'Bench', document, assetIds: [] })
  const times: SaveTime[] = []
  for (const [round, document] of documents.entries()) {
    bytes = new TextEncoder().encode(document).buffer
    const ways: (readonly [keyof SaveTime, () => Promise<void>])[] = [
      ['put', () => put(bytes)],
      ['packedPut', async () => putPacked(await gzipOf(document))],
      ['afterSave', () => save(edit('kept-by-the-app', document))],
      ['ownCopy', () => sync.projects.save(edit('kept-here', document))],
    ]
    const time = { put: 0, packedPut: 0, afterSave: 0, ownCopy: 0 }
    for (const at of ways.keys()) {
      const [name, work] = ways[(at + round) % ways.length] as (typeof ways)[number]
      time[name] = await taken(work)
      await new Promise((resolve) => setTimeout(resolve, pauseMs))
    }
    times.push(time)
  }
  return times
}

function gzipOf(document: string): Promise<ArrayBuffer> {
  return new Response(new Response(document).body?.pipeThrough(new CompressionStream('gzip'))).arrayBuffer()
}

async function taken(work: () => Promise<void>): Promise<number> {
  const startMs = performance.now()
  await work()
  return performance.now() - startMs
}
