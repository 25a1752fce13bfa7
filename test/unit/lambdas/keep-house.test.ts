import { describe, expect, test } from 'vitest'
import { createHousekeepingHandler } from '../../../lambdas/housekeeping/create-housekeeping-handler.ts'
import { MemoryMetrics } from '../../../testing/cloud/memory-metrics.ts'
import { givenWrite } from '../../adapters/given-write.ts'
import { dayMs, HandClock } from '../../housekeeping/hand-clock.ts'
import { memoryRows, type WorldPorts, worldPorts } from '../../housekeeping/world-ports.ts'
import { shippedRetention } from '../../server/shipped-retention.ts'

/** Ten accounts with a project each, and a function over them that tells what it looks at. */
async function givenHouse() {
  const clock = new HandClock(Date.UTC(2026, 0, 1, 3))
  const ports = worldPorts(memoryRows(), clock, shippedRetention)
  const userIds = Array.from({ length: 10 }, (_, index) => `user-${index}`)
  for (const userId of userIds) await ports.projects.write(givenWrite(userId))
  return { clock, ports, userIds, metrics: new MemoryMetrics(), lines: [] as string[] }
}

interface RunChange {
  readonly requestId?: string
  /** What Lambda has left, asked again and again; the last for ever. */
  readonly remainingMs?: readonly number[]
  readonly holdings?: WorldPorts['rows']['holdings']
}

type House = Awaited<ReturnType<typeof givenHouse>>

/** @returns whose rows were read */
async function run({ ports, clock, metrics, lines }: House, change: RunChange = {}): Promise<string[]> {
  const looked: string[] = []
  const write = (message: string, fields: object) => void lines.push(JSON.stringify({ message, ...fields }))
  const rows: WorldPorts['rows'] = {
    projects: (userId) => ports.rows.projects(userId),
    versions: (place, nowMs) => ports.rows.versions(place, nowMs),
    media: (place) => ports.rows.media(place),
    holdings: async (userId) => {
      looked.push(userId)
      return (change.holdings ?? ((id: string) => ports.rows.holdings(id)))(userId)
    },
  }
  const left = [...(change.remainingMs ?? [900_000])]
  const handler = createHousekeepingHandler({
    ...ports,
    ...{ rows, clock, metrics, store: ports.bytes, lists: ports.bytes, bin: ports.bytes },
    log: { info: write, error: write },
  })
  await handler(undefined, {
    awsRequestId: change.requestId ?? crypto.randomUUID(),
    getRemainingTimeInMillis: () => (left.length > 1 ? left.shift() : left[0]) ?? 0,
  })
  return looked
}

describe('a run of housekeeping', () => {
  test('[HK4] goes through every account once, and begins no other pass on the same day', async () => {
    const house = await givenHouse()
    expect((await run(house)).sort()).toEqual(house.userIds)
    house.clock.pass(dayMs / 2)
    expect(await run(house)).toEqual([])
    house.clock.pass(dayMs / 2)
    expect((await run(house)).sort()).toEqual(house.userIds)
  })

  test('[HK4] that runs out of time stops in order, and the next goes on after it', async () => {
    const house = await givenHouse()
    const enough = Array.from({ length: 30 }, () => 900_000)
    const first = await run(house, { remainingMs: [...enough, 170_000] })
    expect(first.length).toBeGreaterThan(0)
    expect(first.length).toBeLessThan(house.userIds.length)
    const second = await run(house)
    expect([...first, ...second].sort()).toEqual(house.userIds)
    expect(house.lines.at(-1)).toContain('"isDone":true')
  })

  test('[HK4] of which one account fails does all others, and tells of it', async () => {
    const house = await givenHouse()
    const holdings: RunChange['holdings'] = async (userId) => {
      if (userId === 'user-3') throw new Error('https://store.example/user-3/key?X-Amz-Signature=secret')
      return house.ports.rows.holdings(userId)
    }
    expect((await run(house, { holdings })).sort()).toEqual(house.userIds)
    expect(house.metrics.total('AccountsSwept')).toBe(10)
    expect(house.metrics.total('AccountsFailed')).toBe(1)
    const [failed, told, ...more] = house.lines.map((line) => JSON.parse(line))
    expect(failed).toMatchObject({ message: 'step failed', step: 'read', cause: 'Error' })
    expect(told).toEqual({ message: 'housekeeping', kind: 'ran', swept: 10, failed: 1, isDone: true })
    expect(more).toEqual([])
    expect(house.lines.join()).not.toContain('secret')
  })

  test('[HK4] that died of an account is gone on with after that account, once its lease is over', async () => {
    const house = await givenHouse()
    const never = new Promise<never>(() => undefined)
    const died: string[] = []
    void run(house, {
      holdings: (userId) => {
        died.push(userId)
        return died.length > 2 ? never : house.ports.rows.holdings(userId)
      },
    })
    await expect.poll(() => died.length).toBe(6)
    expect(await run(house)).toEqual([])
    house.clock.pass(16 * 60 * 1000)
    const rest = await run(house)
    expect([...died, ...rest].sort()).toEqual(house.userIds)
  })

  test('[HK10] tells what it did in one line and in numbers, and names nobody', async () => {
    const house = await givenHouse()
    await run(house)
    expect(house.lines).toEqual([
      JSON.stringify({ message: 'housekeeping', kind: 'ran', swept: 10, failed: 0, isDone: true }),
    ])
    const [emitted, ...more] = house.metrics.emitted
    expect(more).toEqual([])
    expect([...(emitted?.counts ?? [])]).toEqual([['AccountsSwept', 10]])
  })

  test('[HK3] sets right what was counted wrong, and tells of it', async () => {
    const house = await givenHouse()
    const { rev } = await house.ports.usage.read('user-4')
    await house.ports.usage.correct('user-4', rev, { storedBytes: 7, projects: 9, openUploads: -1 })
    await run(house)
    expect((await house.ports.usage.read('user-4')).usage).toEqual({ storedBytes: 0, projects: 1, openUploads: 0 })
    expect(house.metrics.total('UsageCorrected')).toBe(1)
  })
})
