import { expect, test } from 'vitest'
import { projectId, timePasses, waitingForBytes } from './waiting-for-bytes.ts'

// Seed 360 of the simulation: deleted elsewhere and made again from a conflict, which raises nothing of its media.
test('[UP34, UP35] what no version lists any more, and is not here, is missing once the cloud has let it go', async () => {
  const { server, a, b, assetId } = await waitingForBytes()
  a.wake()
  await a.reaches(assetId, 'stored')
  b.mediaChanged(projectId)
  await b.reaches(assetId, 'stored')
  server.database.media.clear()
  b.mediaChanged(projectId)
  expect(await b.reaches(assetId, 'missing')).toMatchObject({ inTheCloud: false })
  expect(await b.assets.open(projectId, assetId)).toBeUndefined()
})

test('[UP35] what no version lists any more, and is here, is not sent again', async () => {
  const { server, a, assetId } = await waitingForBytes()
  a.wake()
  await a.reaches(assetId, 'stored')
  await a.assets.list(projectId)
  let sent = 0
  server.database.media.clear()
  server.beforeHandling = ({ url }) => {
    if (url.endsWith('/presign')) sent += 1
    return undefined
  }
  a.mediaChanged(projectId)
  await timePasses(a, () => a.clock.timers === 0)
  expect(sent).toBe(0)
})
