import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import { describe, expect, inject, test } from 'vitest'
import type { AssetClaim } from '../../lambdas/media/asset-ledger.ts'
import { givenWrite, someUser } from '../adapters/given-write.ts'
import { localPorts } from './local-ports.ts'
import { loseRaces } from './lose-races.ts'

const stores = inject('localStores')
const { projects, ledger, media, accounts } = localPorts(stores)
const racers = 20
const numbers = Array.from({ length: racers }, (_, index) => index)
const count = (kinds: readonly { readonly kind: string }[], kind: string) =>
  kinds.filter((one) => one.kind === kind).length

async function claimOf(): Promise<AssetClaim> {
  const userId = someUser()
  await projects.write(givenWrite(userId))
  const file = { fileName: 'f', mime: 'video/mp4', sizeBytes: 10, checksum: `${'A'.repeat(43)}=`, partRule: 1 }
  return { userId, projectId: 'p1', assetId: 'a0', ...file, nowMs: 2000 }
}
const session = (uploadId: string) => ({ storageKey: `key-${uploadId}`, uploadId })
const stored = async (claim: AssetClaim) => {
  await ledger.open(claim, session('u1'), undefined)
  const asset = await ledger.get(claim.userId, claim)
  if (asset === undefined) throw new Error('The asset has no row.')
  await ledger.settle(asset, 3000)
}

describe('races on DynamoDB Local', () => {
  test('[SR1] of many writes on one version at once exactly one is taken, and the others are shown it', async () => {
    const userId = someUser()
    const outcomes = await Promise.all(numbers.map((n) => projects.write(givenWrite(userId, { name: `film ${n}` }))))
    expect(count(outcomes, 'written')).toBe(1)
    const row = await projects.get(userId, 'p1')
    for (const outcome of outcomes) {
      if (outcome.kind === 'refused') expect(outcome.current).toEqual(row)
    }
  })
  test('[SR1] of many sessions opened at once for the same bytes exactly one is taken', async () => {
    const claim = await claimOf()
    const open = (n: number) => ledger.open({ ...claim, assetId: `a${n}` }, session(`u${n}`), undefined)
    const outcomes = await Promise.all(numbers.map(open))
    expect(count(outcomes, 'opened')).toBe(1)
    expect(count(outcomes, 'overtaken')).toBe(racers - 1)
    expect(await media.list(claim.userId, 'p1')).toHaveLength(1)
  })
  test('[SR1] assets attached to one project at once each raise it, and each has its row', async () => {
    const claim = await claimOf()
    await stored(claim)
    const before = (await projects.get(claim.userId, 'p1'))?.mediaRev ?? 0
    const attached = await Promise.all(numbers.map((n) => ledger.attach({ ...claim, assetId: `b${n}` })))
    expect(count(attached, 'stored')).toBe(racers)
    expect(await projects.get(claim.userId, 'p1')).toMatchObject({ mediaRev: before + racers })
    expect(await media.list(claim.userId, 'p1')).toHaveLength(racers + 1)
  })
  test('[SR1] uploads that settle at once tell each waiter once', async () => {
    const claim = await claimOf()
    await ledger.open(claim, session('u1'), undefined)
    const asset = await ledger.get(claim.userId, claim)
    if (asset === undefined) throw new Error('The asset has no row.')
    await Promise.all(numbers.map((n) => ledger.settle(asset, 3000 + n)))
    expect(await projects.get(claim.userId, 'p1')).toMatchObject({ mediaRev: 1 })
  })
})

const erasureAt = (userId: string, nowMs: number) => ({ userId, id: 'p1', isLive: true, madeByMs: 5000, nowMs })

/** Runs something of another device's between a client's calls: right before its next transaction. */
function beforeNextTransaction({ middlewareStack }: DynamoDBDocumentClient, run: () => Promise<unknown>): void {
  let isRun = false
  const step = { step: 'initialize', name: 'beforeNextTransaction' } as const
  middlewareStack.add(
    (next, { commandName = '' }: { readonly commandName?: string }) =>
      async (args) => {
        if (commandName.startsWith('TransactWrite') && !isRun) {
          isRun = true
          await run()
        }
        return next(args)
      },
    step,
  )
}

describe('what comes between the calls of a write', () => {
  test('[PV14, HK1] a deleted project whose purge begins as it is brought back is not written, and the write is told', async () => {
    const userId = someUser()
    await projects.write(givenWrite(userId))
    await projects.delete(givenWrite(userId, { baseVersion: 1 }))
    const racing = localPorts(stores)
    const erased: boolean[] = []
    beforeNextTransaction(racing.dynamo, async () => erased.push(await projects.erase(erasureAt(userId, 5000))))
    expect(await racing.projects.write(givenWrite(userId, { baseVersion: 2 }))).toEqual({ kind: 'purging' })
    expect(erased).toEqual([true])
    expect(await projects.get(userId, 'p1')).toBeUndefined()
  })
  test('[ER1] a project that is brought back, or deleted, while its account is erased goes all the same, counted once', async () => {
    for (const wasDeleted of [true, false]) {
      const userId = someUser()
      const other = givenWrite(userId, { id: 'other' })
      for (const write of [givenWrite(userId), other]) await projects.write(write)
      if (wasDeleted) await projects.delete(givenWrite(userId, { baseVersion: 1 }))
      const racing = localPorts(stores)
      beforeNextTransaction(racing.dynamo, () =>
        wasDeleted
          ? projects.write(givenWrite(userId, { baseVersion: 2 }))
          : projects.delete(givenWrite(userId, { baseVersion: 1 })),
      )
      expect(await racing.projects.erase({ ...erasureAt(userId, 5000), isLive: !wasDeleted })).toBe(true)
      expect(await projects.get(userId, 'p1')).toBeUndefined()
      expect(await accounts.usage(userId)).toMatchObject({ projects: 1 })
      expect(await racing.projects.erase(erasureAt(userId, 6000))).toBe(true)
      expect(await accounts.usage(userId)).toMatchObject({ projects: 1 })
    }
  })
})

describe('a race that DynamoDB says is lost', () => {
  const lossy = (times: number) => {
    const ports = localPorts(stores)
    return { ...ports, ...loseRaces(ports.dynamo, times) }
  }
  test('[SR1] a transaction that writes is made again, and takes effect once', async () => {
    const claim = await claimOf()
    await stored(claim)
    const racing = lossy(2)
    expect(await racing.ledger.attach({ ...claim, assetId: 'b1' })).toEqual({ kind: 'stored' })
    expect(racing.tried()).toBe(3)
    expect(await projects.get(claim.userId, 'p1')).toMatchObject({ mediaRev: 2 })
  })
  test('[SR1] a transaction that reads is made again', async () => {
    const claim = await claimOf()
    await stored(claim)
    const racing = lossy(2)
    const view = await racing.ledger.view(claim.userId, claim, claim)
    expect(view).toMatchObject({ project: { mediaRev: 1 }, item: { state: 'stored' }, asset: { state: 'stored' } })
    expect(racing.tried()).toBe(3)
  })
  test('[SR1] a write of one row, in the way of a transaction, is made again', async () => {
    const userId = someUser()
    const racing = lossy(2)
    expect(await racing.projects.write(givenWrite(userId))).toMatchObject({ kind: 'written', made: { version: 1 } })
    expect(racing.tried()).toBe(3)
  })
  test('[SR1] where the row stays contended, the write answers unavailable with a time and has changed nothing', async () => {
    const userId = someUser()
    const refused = { code: 'unavailable', payload: { retryAfterMs: 500 } }
    await expect(lossy(Number.POSITIVE_INFINITY).projects.write(givenWrite(userId))).rejects.toMatchObject(refused)
    expect(await projects.get(userId, 'p1')).toBeUndefined()
  })
})
