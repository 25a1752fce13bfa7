import { addedRows, isOfCloud } from '../world/file-rows.ts'
import type { Home } from '../world/home.ts'
import type { World } from '../world/world.ts'

/** What was cancelled and not taken up again is off the cloud, and on the device as its user wanted it. */
export async function checkCancelled({ cloud, context }: World, home: Home): Promise<void> {
  const { verdict, trace } = context
  const fail = (what: string) => verdict.fail('7 cancel broken', `${home.device}: ${what}`)
  const rows = new Map(addedRows(home).map((row) => [row.key, row]))
  const keys = new Set(await home.media.keys())
  for (const [key, word] of home.words.cancelled()) {
    const row = rows.get(key)
    const phase = row?.upload?.phase
    const [projectId = '', assetId = ''] = key.split('/')
    // It was whole before it could be cancelled, and has left the device since, as what is stored may.
    if (phase === 'stored' || isOfCloud(home, key)) continue
    if (word === 'forget' && row) fail(`${key} was to be gone, and is ${phase}`)
    if (word === 'cancel' && phase !== 'cancelled') fail(`${key} was cancelled, and is ${phase ?? 'gone'}`)
    const isHere = row?.mediaKey !== undefined && keys.has(row.mediaKey)
    if (word === 'cancel' && !isHere && !home.hasLostFiles) fail(`the bytes of ${key} were to stay, and are gone`)
    const inCloud = cloud.mediaState(home.account, projectId, assetId)
    if (inCloud === undefined) continue
    // Which cannot be told from one that was to come: it ends with `idleUploadDays`.
    if (cloud.cameAfterCancel(home.device, projectId, assetId))
      trace.add('cloud', `${key}: its cancel came too early, or to a deleted project, and it is left open`)
    else fail(`${key} was cancelled, and is ${inCloud} in the cloud`)
  }
}
