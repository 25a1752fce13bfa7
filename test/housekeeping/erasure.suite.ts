import { describe, expect, test } from 'vitest'
import { eraseAccount } from '../../lambdas/accounts/erase-account.ts'
import { seededRandom } from '../delta/seeded-random.ts'
import { shippedRetention } from '../server/shipped-retention.ts'
import { erasureOf } from '../suites/project-fixture.ts'
import { Chance } from './chance.ts'
import { dayMs, HandClock } from './hand-clock.ts'
import { runHouse } from './house-run.ts'
import { LaggingStream } from './lagging-stream.ts'
import { worldFiles } from './world-files.ts'
import { type RowPorts, type WorldPorts, worldPorts } from './world-ports.ts'
import { type KnownProject, WorldUser } from './world-user.ts'

interface Studio {
  readonly clock: HandClock
  readonly ports: WorldPorts
  readonly stream: LaggingStream
  readonly ada: WorldUser
  readonly ben: WorldUser
}

/** Two users, each with a project of everything, a deleted one, and an upload that is on its way. */
async function givenStudio(rows: RowPorts): Promise<Studio> {
  const clock = new HandClock(Date.UTC(2100, 0, 1, 1))
  const ports = worldPorts(rows, clock, shippedRetention)
  const { history, retention } = ports
  const stream = new LaggingStream(rows.projects, { history, clock, retention }, () => 0)
  const world = { ports, stream, files: await worldFiles(), chance: new Chance(seededRandom(1)) }
  const [ada, ben] = ['ada', 'ben'].map((name) => new WorldUser(`${name}-${crypto.randomUUID()}`, world))
  if (ada === undefined || ben === undefined) throw new Error('Nobody is there.')
  for (const user of [ada, ben]) {
    const [live, deleted] = user.projects
    if (live === undefined || deleted === undefined) throw new Error('There are no projects.')
    await user.save(live, [], await user.sendDocument())
    await user.upload(live, 'a0', 'completed')
    await user.upload(live, 'a1', 'presigned')
    await user.save(live, ['a0'], await user.sendDocument())
    await user.keep(live, ['a0'], await user.sendDocument())
    await user.save(deleted, [], await user.sendDocument())
    await user.upload(deleted, 'b0', 'completed')
    await user.delete(deleted)
    clock.pass(1000)
    await stream.bring()
  }
  return { clock, ports, stream, ada, ben }
}

/** Everything that the tables and the bucket hold of a user. */
async function held({ ports, clock }: Studio, { userId }: WorldUser) {
  const { assets, snapshots, garbage } = await ports.rows.holdings(userId)
  const projects = await ports.rows.projects(userId)
  const places = ['p0', 'p1', 'p2'].map((projectId) => ({ userId, projectId }))
  const media = await Promise.all(places.map((place) => ports.rows.media(place)))
  const versions = await Promise.all(places.map((place) => ports.rows.versions(place, clock.nowMs())))
  const keys = [...ports.bytes.objects.keys(), ...[...ports.bytes.uploads.values()].map((upload) => upload.storageKey)]
  return {
    rows: [...assets, ...snapshots, ...garbage, ...projects, ...media.flat(), ...versions.flat()].length,
    objects: keys.filter((key) => key.startsWith(`${userId}/`)).length,
    usage: (await ports.usage.read(userId)).usage,
  }
}

async function keepHouse({ ports, clock }: Studio, days: number): Promise<void> {
  for (let day = 0; day < days; day += 1) {
    const run = { owner: crypto.randomUUID(), killedAfter: Infinity, failsAt: 0, beforeChange: async () => undefined }
    expect((await runHouse(ports, run)).isWhole).toBe(true)
    clock.pass(dayMs)
  }
}

const nothing = { rows: 0, objects: 0, usage: { storedBytes: 0, projects: 0, openUploads: 0 } }

export function describeErasure(name: string, createRows: () => Promise<RowPorts>): void {
  describe(`an erased account on ${name}`, () => {
    test('[ER4] rows, versions, media and bytes are all gone within three days, and nobody else’s', async () => {
      const studio = await givenStudio(await createRows())
      const { ports, clock, ada, ben } = studio
      const before = await held(studio, ben)
      expect(before).toMatchObject({ objects: 5, usage: { projects: 1, openUploads: 1 } })
      await eraseAccount({ ...ports, clock }, ada.userId, erasureOf())
      expect((await ports.usage.read(ada.userId)).usage.projects).toBe(0)
      await keepHouse(studio, 3)
      expect(await held(studio, ada)).toEqual(nothing)
      expect(await held(studio, ben)).toEqual(before)
    })
    test('[ER3] a wish keeps the time at which it was first made under its id, also where others were made since', async () => {
      const { accounts, usage } = await createRows()
      const userId = `ada-${crypto.randomUUID()}`
      expect(await accounts.wishErasure(userId, 'e1', 1000)).toBe(1000)
      expect(await accounts.wishErasure(userId, 'e1', 2000)).toBe(1000)
      expect(await accounts.wishErasure(userId, 'e2', 3000)).toBe(3000)
      expect(await accounts.wishErasure(userId, 'e1', 4000)).toBe(1000)
      expect((await usage.read(userId)).erasedByMs).toBe(3000)
    })
    test('[ER4] where the request died after the wish was written, housekeeping does all of it', async () => {
      const studio = await givenStudio(await createRows())
      const { ports, clock, ada } = studio
      await ports.accounts.wishErasure(ada.userId, 'e1', clock.nowMs())
      await keepHouse(studio, 3)
      expect(await held(studio, ada)).toEqual(nothing)
    })
    test('[ER4, HK6] a version that comes into the history only after housekeeping was there is gone with the rest', async () => {
      const studio = await givenStudio(await createRows())
      const { ports, clock, stream, ada } = studio
      await ada.save(ada.projects[0] as KnownProject, ['a0'], await ada.sendDocument())
      await eraseAccount({ ...ports, clock }, ada.userId, erasureOf())
      await keepHouse(studio, 1)
      await stream.bring()
      await keepHouse(studio, 2)
      expect(await held(studio, ada)).toEqual(nothing)
    })
    test('[ER3, ER4] what is made after the wish stays, with all that it needs of what was sent before', async () => {
      const studio = await givenStudio(await createRows())
      const { ports, clock, ada } = studio
      const sent = await ada.sendDocument()
      await eraseAccount({ ...ports, clock }, ada.userId, erasureOf())
      clock.pass(1000)
      const fresh = ada.projects[2] as KnownProject
      expect(await ada.save(fresh, [], sent)).toBe(true)
      // The bytes are there until housekeeping has been, and are then this project's.
      expect(await ada.upload(fresh, 'a0', 'completed')).toBe(true)
      await ada.save(fresh, ['a0'], sent)
      await keepHouse(studio, 5)
      const { assets, snapshots } = await ports.rows.holdings(ada.userId)
      expect(assets.map(({ asset }) => asset.state)).toEqual(['stored'])
      expect(snapshots).toHaveLength(1)
      const keys = [...assets.map(({ asset }) => asset.session), ...snapshots].map(({ storageKey }) => storageKey)
      for (const key of keys) expect(ports.bytes.objects.has(key)).toBe(true)
      expect(await ports.projects.get(ada.userId, fresh.id)).toMatchObject({ id: fresh.id })
    })
    test('[ER3] a document sent before the wish can be named as long as any other, whenever housekeeping comes by', async () => {
      const studio = await givenStudio(await createRows())
      const { ports, clock, ada } = studio
      // Late in the day: the next pass may begin soon after this one.
      clock.pass(dayMs * 0.9)
      const sent = await ada.sendDocument()
      await eraseAccount({ ...ports, clock }, ada.userId, erasureOf())
      // For eighteen hours at least (SN13).
      for (let run = 0; run < 3; run += 1) {
        await keepHouse(studio, 1)
        clock.pass(-dayMs * 0.76)
      }
      expect(await ada.save(ada.projects[2] as KnownProject, [], sent)).toBe(true)
    })
  })
}
