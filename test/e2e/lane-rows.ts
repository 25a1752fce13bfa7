import type { Page } from 'playwright-core'

/** What the sync's database says of leading and of each project, read past the sync itself. */
export interface LaneRows {
  readonly epoch: number
  readonly lanes: readonly unknown[]
}

export function readLaneRows(page: Page): Promise<LaneRows> {
  return page.evaluate(readInPage)
}

async function readInPage(): Promise<LaneRows> {
  // The user pool's subjects are UUIDs; the editor's own database and that of the media have other names.
  const found = (await indexedDB.databases()).find(({ name }) => /^reelsync-[0-9a-f-]{36}$/.test(name ?? ''))
  const opening = indexedDB.open(found?.name ?? '')
  const database = await new Promise<IDBDatabase>((resolve, reject) => {
    opening.onsuccess = () => resolve(opening.result)
    opening.onerror = () => reject(opening.error)
  })
  const answer = <T>(request: IDBRequest<T>) =>
    new Promise<T>((resolve, reject) => {
      request.onsuccess = () => resolve(request.result)
      request.onerror = () => reject(request.error)
    })
  const transaction = database.transaction(['device', 'lanes'])
  const [lead, lanes] = await Promise.all([
    answer<{ epoch: number }>(transaction.objectStore('device').get('lead')),
    answer<unknown[]>(transaction.objectStore('lanes').getAll()),
  ])
  database.close()
  return { epoch: lead.epoch, lanes }
}
