import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import { expect, inject, test } from 'vitest'
import { eraseAccount } from '../../lambdas/accounts/erase-account.ts'
import { givenWrite, someUser } from '../adapters/given-write.ts'
import { HandClock } from '../housekeeping/hand-clock.ts'
import { erasureOf } from '../suites/project-fixture.ts'
import { localPorts } from './local-ports.ts'

/** More than two requests have time for. */
const projectCount = 40

/**
 * Every transaction that changes an account takes a second, one after the other: so it is on DynamoDB, which takes one at
 * a time of one row, and refuses what comes meanwhile. All else takes none.
 */
function slowAccounts({ middlewareStack }: DynamoDBDocumentClient, clock: HandClock) {
  const seen = { underWay: 0, most: 0 }
  middlewareStack.add(
    (next, { commandName = '' }: { readonly commandName?: string }) =>
      async (args) => {
        const isCounted = commandName.startsWith('TransactWrite') && JSON.stringify(args.input).includes('"Accounts"')
        if (!isCounted) return next(args)
        clock.pass(1000)
        seen.underWay += 1
        seen.most = Math.max(seen.most, seen.underWay)
        try {
          return await next(args)
        } finally {
          seen.underWay -= 1
        }
      },
    { step: 'initialize', name: 'slowAccounts' },
  )
  return seen
}

test('[ER6] an account of more projects than a request has time for is erased, and its asking ends', async () => {
  const { projects, accounts, dynamo } = localPorts(inject('localStores'))
  const userId = someUser()
  const ids = Array.from({ length: projectCount }, (_, n) => `p${n}`)
  for (const id of ids) await projects.write(givenWrite(userId, { id }))
  for (const id of ids.slice(0, 3)) await projects.delete(givenWrite(userId, { id, baseVersion: 1 }))
  const clock = new HandClock(Date.UTC(2026, 0, 1))
  const seen = slowAccounts(dynamo, clock)
  const wish = erasureOf()
  const ask = async () => (await eraseAccount({ projects, accounts, clock }, userId, wish)).state
  expect([await ask(), await ask(), await ask()]).toEqual(['erasing', 'erasing', 'erased'])
  expect(seen.most).toBe(1)
  const askedAtMs = clock.nowMs()
  expect([await ask(), clock.nowMs()]).toEqual(['erased', askedAtMs])
  for (const id of ids) expect(await projects.get(userId, id)).toBeUndefined()
  expect(await accounts.usage(userId)).toMatchObject({ projects: 0 })
})
