import type { OpenPage, SyncDevice } from './sync-device.ts'
import { until } from './turns-of-the-loop.ts'

export const clip = () => new File(['a clip'], 'clip.mp4', { type: 'video/mp4' })
export const status = ({ sync }: OpenPage) => sync.status.get()

/** A page that stores files, once it has nothing to do. */
export async function opened(a: SyncDevice): Promise<OpenPage> {
  a.withMedia = true
  const page = a.open()
  await until(() => status(page).activity.kind === 'idle')
  return page
}
