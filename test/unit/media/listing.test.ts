import { expect, test } from 'vitest'
import { StorageFull } from '../../../client-lib/storage/storage-full.ts'
import { problemReply } from '../../server/problem-reply.ts'
import { mediaDevice } from './media-device.ts'
import { isListing, projectId, timePasses, waitingForBytes } from './waiting-for-bytes.ts'

const notFound = problemReply(404, 'project-not-found')

// Seed 54 of the simulation: the answer on its way was older than the change that was told of meanwhile.
test('[RE2] a file that is stored while the list is being asked for is heard of', async () => {
  const { server, a, b, assetId } = await waitingForBytes()
  let release = () => {}
  let asked = () => {}
  const isAsked = new Promise<void>((resolve) => {
    asked = resolve
  })
  server.afterHandling = (request) => {
    if (!isListing(request)) return undefined
    server.afterHandling = () => undefined
    asked()
    return new Promise((resolve) => {
      release = () => resolve(undefined)
    })
  }
  b.mediaChanged(projectId)
  await isAsked
  a.wake()
  await a.reaches(assetId, 'stored')
  b.mediaChanged(projectId)
  release()
  expect((await b.reaches(assetId, 'stored')).inTheCloud).toBe(true)
})

// Seed 248 of the simulation: nothing asked again until the project changed once more.
test('[RE2, QU10] a list that was not answered is asked for again, and not after close', async () => {
  const { server, a, b, assetId } = await waitingForBytes()
  a.wake()
  await a.reaches(assetId, 'stored')
  const failed = new Promise<void>((resolve) => {
    server.beforeHandling = (request) => {
      if (!isListing(request)) return undefined
      resolve()
      return 'lost'
    }
  })
  b.mediaChanged(projectId)
  await failed
  server.beforeHandling = () => undefined
  const heard = b.reaches(assetId, 'stored')
  let isHeard = false
  heard.then(() => {
    isHeard = true
  })
  await timePasses(b, () => isHeard)
  server.beforeHandling = () => 'lost'
  b.mediaChanged(projectId)
  await b.close()
  expect(b.clock.timers).toBe(0)
})

// Seed 879 of the simulation: an answer of before the project was there came after all that told of it.
test('[RE2, QU10] a list that was not found, of a project that is there, is asked for again', async () => {
  const { server, a, b, assetId } = await waitingForBytes()
  a.wake()
  await a.reaches(assetId, 'stored')
  let late = 1
  server.beforeHandling = (request) => (isListing(request) && late-- > 0 ? notFound : undefined)
  const heard = b.reaches(assetId, 'stored')
  b.mediaChanged(projectId)
  let isHeard = false
  heard.then(() => {
    isHeard = true
  })
  await timePasses(b, () => isHeard)
  await b.close()
  expect([late, b.clock.timers]).toEqual([-1, 0])
})

test('[RE2, UP32] a list that was not there is asked for again once its project is', async () => {
  const { server, a, b, assetId } = await waitingForBytes()
  a.wake()
  await a.reaches(assetId, 'stored')
  let isGone = true
  let asked = 0
  server.beforeHandling = (request) => {
    if (!isListing(request)) return undefined
    asked += 1
    return isGone ? notFound : undefined
  }
  b.mediaChanged(projectId)
  await timePasses(b, () => asked === 6 && b.clock.timers === 0)
  isGone = false
  const heard = b.reaches(assetId, 'stored')
  // Told by a poll, and by each lane: asked once.
  b.projectReached(projectId)
  b.projectReached(projectId)
  expect((await heard).inTheCloud).toBe(true)
  b.projectReached(projectId)
  let rounds = 0
  await timePasses(b, () => rounds++ > 2)
  await b.close()
  expect([asked, b.clock.timers]).toEqual([7, 0])
})

// Seed 195 of the simulation: the row said for ever that the upload was open, and so did every other tab.
test('[ST1, LS2] what is stored while the device refuses to keep it is kept once it does', async () => {
  const { a, assetId } = await waitingForBytes()
  a.disk.rows.refusal = new StorageFull()
  a.wake()
  await a.reaches(assetId, 'stored')
  const row = () => a.disk.rows.tables.get(`assets/${projectId}/${assetId}`)
  expect(row()).not.toMatchObject({ upload: { phase: 'stored' } })
  a.disk.rows.refusal = undefined
  await timePasses(a, () => JSON.stringify(row()).includes('"upload":{"phase":"stored"}'))
  expect(a.summary().worst).toEqual({ kind: 'idle' })
})

// Seed 1150 of the simulation: the patience of a list that was asked for outlived the client.
test('[QU10] a list that is waited for leaves no timer behind a close', async () => {
  const { server } = await waitingForBytes()
  const c = mediaDevice(server)
  c.projectReached(projectId)
  const asked = new Promise<void>((resolve) => {
    server.beforeHandling = (request) => {
      if (!isListing(request)) return undefined
      resolve()
      return new Promise(() => {})
    }
  })
  void c.assets.list(projectId)
  await asked
  await c.close()
  expect(c.clock.timers).toBe(0)
})

test('[UP32] a list is asked for anew also where the clock was set back since', async () => {
  const { server, b } = await waitingForBytes()
  let asked = 0
  server.beforeHandling = (request) => {
    if (isListing(request)) asked += 1
    return undefined
  }
  b.clock.setBack(3_600_000)
  await b.assets.list(projectId)
  await timePasses(b, () => asked > 0)
  expect(asked).toBe(1)
})
