import { expect, inject, test } from 'vitest'
import { backgroundCommandsOf } from '../../bench/cost/background-calls.ts'
import { givenWrite, someUser } from '../adapters/given-write.ts'
import { HandClock } from '../housekeeping/hand-clock.ts'
import { runHouse } from '../housekeeping/house-run.ts'
import { worldPorts } from '../housekeeping/world-ports.ts'
import { countCalls } from '../http/count-calls.ts'
import { shippedRetention } from '../server/shipped-retention.ts'
import { localClients } from './local-clients.ts'
import { localRows } from './local-rows.ts'

/** A run begins by its lease and a page of accounts, and ends by its place and its lease. */
const [begins, ends] = [
  ['UpdateItemCommand', 'ScanCommand'],
  ['UpdateItemCommand', 'UpdateItemCommand'],
]

test('[CO3] housekeeping looks at an account where nothing is to do by the calls that are priced', async () => {
  const { dynamo } = localClients(inject('localStores'))
  const rows = await localRows(dynamo)
  const ports = worldPorts(rows, new HandClock(Date.UTC(2100, 0, 1, 1)), shippedRetention)
  const userId = someUser()
  for (const id of ['p1', 'p2', 'p3', 'p4', 'p5']) await ports.projects.write(givenWrite(userId, { id }))
  const calls = countCalls({ clients: [dynamo], onRequest: new Set() })
  const run = { owner: 'run', killedAfter: Infinity, failsAt: 0, beforeChange: async () => undefined }
  expect((await runHouse(ports, run)).isWhole).toBe(true)
  const account = backgroundCommandsOf('housekeeping of an account with five projects')
  expect(calls.take()).toEqual([...begins, ...account, ...ends])
  await rows.close()
})
