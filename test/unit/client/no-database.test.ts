import { describe, expect, test } from 'vitest'
import { selfTest } from '../../../client-lib/diagnostics/self-test.ts'
import { edit } from './memory-host.ts'
import { lineIsBack, savedOffline } from './saved-offline.ts'
import { inTheCloud, type OpenPage } from './sync-device.ts'
import { until } from './turns-of-the-loop.ts'
import { inCloudNow, newWorld } from './world.ts'

const clip = () => new File(['a clip'], 'clip.mp4', { type: 'video/mp4' })
const status = ({ sync }: OpenPage) => sync.status.get()

describe('a browser that gives no database', () => {
  test('[LS12, ST1] work goes on in memory, is never called kept here, and is in the cloud once that has it', async () => {
    const world = newWorld()
    const { a } = world
    a.isRefused = true
    a.ownStore = false
    a.withMedia = true
    const page = await savedOffline(a, 'one')
    await page.sync.assets.add('film', clip())
    const told: string[] = []
    page.sync.status.subscribe(({ durability }) => told.push(durability))
    expect(status(page)).toMatchObject({ durability: 'unsaved', keepTabOpen: true })
    expect(status(page).activity.kind).toBe('storage-degraded')
    expect(await selfTest(page.sync)).toContainEqual(expect.objectContaining({ code: 'storage-blocked' }))
    lineIsBack(a, page)
    await until(() => status(page).durability === 'in-the-cloud')
    expect(status(page).activity.kind).toBe('idle')
    expect(told).not.toContain('on-this-device')
    expect(await inCloudNow(world)).toBe('one')
    expect(a.inventory.notes()).toEqual([])
  })

  test('[LS12] two such tabs each send their own', async () => {
    const world = newWorld()
    const { a } = world
    a.isRefused = true
    const [one, two] = [a.open(), a.open()]
    await one.save(edit('one'))
    await two.save(edit('two', { id: 'zoo' }))
    await inTheCloud(one)
    await inTheCloud(two, 'zoo')
    await one.sync.close()
    await two.sync.close()
    expect(a.origin.traces()).toBe(0)
  })
})
