import { expect, inject, test } from 'vitest'
import { accountWalk } from '../../lambdas/housekeeping/account-walk.ts'
import { localClients } from './local-clients.ts'
import { localRows } from './local-rows.ts'

const pass = { startedAtMs: 1000, state: 'under-way', after: undefined } as const
const none = { storedBytes: 0, projects: 0, openUploads: 0 }

/** Has the store end each page after one row, as it may end any: of what it looks at, not of what is left of that. */
function shortenPages({ middlewareStack }: ReturnType<typeof localClients>['dynamo']): void {
  const step = { step: 'initialize', name: 'shortenPages' } as const
  middlewareStack.add(
    (next) => (args) => {
      if ('Limit' in args.input) Object.assign(args.input, { Limit: 1 })
      return next(args)
    },
    step,
  )
}

test('[HK4] a page that holds nothing but the place of housekeeping itself holds up no account', async () => {
  const { dynamo } = localClients(inject('localStores'))
  shortenPages(dynamo)
  const { registry, usage, close } = await localRows(dynamo)
  const users = ['user-0', 'user-1', 'user-2']
  for (const userId of users) await usage.correct(userId, 0, none)
  await registry.lease({ owner: 'run', untilMs: 2000 }, 1000)
  const next = accountWalk(registry, 'run', pass)
  const met: string[] = []
  for (let userId = await next(); userId !== undefined; userId = await next()) met.push(userId)
  expect(met.sort()).toEqual(users)
  await close()
})
