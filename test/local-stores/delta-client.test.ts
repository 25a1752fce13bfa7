import { expect, inject, test } from 'vitest'
import { someUser } from '../adapters/given-write.ts'
import { pollDuringWrites } from '../delta/poll-during-writes.ts'
import { localPorts } from './local-ports.ts'

const ports = localPorts(inject('localStores'))

test('[LI7] on DynamoDB Local a client that polls during 1,000 concurrent writes ends with exactly its rows', async () => {
  const run = { seed: 1, pageSize: 10, writes: 1000, writers: 12 }
  const { client, server, counts, polls, pages } = await pollDuringWrites(ports, someUser(), run)
  expect(client).toEqual(server)
  for (const count of Object.values(counts)) expect(count).toBeGreaterThan(0)
  console.log(`  writes: ${JSON.stringify(counts)}; ${polls} polls of ${pages} pages; ${server.length} projects`)
})
