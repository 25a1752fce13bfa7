import { edit } from './memory-host.ts'
import { activity, type OpenPage, type SyncDevice } from './sync-device.ts'
import { until } from './turns-of-the-loop.ts'
import { newWorld } from './world.ts'

export const clip = () => new File(['a clip'], 'clip.mp4', { type: 'video/mp4' })

/** A device with one project and one file that nobody was signed in for. */
export async function workOfNobody(ownStore = true) {
  const world = newWorld()
  const { a } = world
  Object.assign(a, { account: null, withMedia: true, ownStore })
  const page = a.open()
  if (ownStore) await page.save(edit('one'))
  else await page.sync.projects.save(edit('one'))
  await page.sync.assets.add('film', clip(), { assetId: 'clip' })
  await activity(page, 'needs-auth')
  return { world, a, page }
}

/** Settles once an account has taken all of it. */
export const nothingLeft = (a: SyncDevice) =>
  until(async () => {
    const rows = [...a.keptOf(null).disk.tables.keys()].filter((key) => !['device/lead', 'device/born'].includes(key))
    return rows.length === 0 && (await a.keptOf(null).media.keys()).length === 0
  })

/** Ada signs in in the only tab. Answers hers, once it has taken all of it. */
export async function takenByAda(a: SyncDevice, page: OpenPage): Promise<OpenPage> {
  await page.sync.close()
  a.account = 'ada'
  const hers = a.open()
  await nothingLeft(a)
  return hers
}
