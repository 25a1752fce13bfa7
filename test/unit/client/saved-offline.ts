import { edit } from './memory-host.ts'
import { activity, type OpenPage, type SyncDevice } from './sync-device.ts'

/** An edit that waits for the line. */
export async function savedOffline(device: SyncDevice, document: string, page = device.open()): Promise<OpenPage> {
  device.line.cut()
  if (device.ownStore) await page.save(edit(document))
  else await page.sync.projects.save(edit(document))
  await activity(page, 'waiting')
  return page
}

/** Sends what waits. */
export function lineIsBack(device: SyncDevice, page: OpenPage): void {
  device.line.mend()
  page.sync.retryNow()
}
