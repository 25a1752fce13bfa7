import { describe, expect, inject, test } from 'vitest'
import { givenWrite, someUser } from '../adapters/given-write.ts'
import { localPorts } from './local-ports.ts'

const { projects, versions } = localPorts(inject('localStores'))
const refused = { code: 'invalid-request', payload: { issues: [{ path: 'query.cursor' }] } }

describe('a cursor that somebody made, on DynamoDB Local', () => {
  test('[LI3] of a list of projects, without the place in its index, is refused as none of ours', async () => {
    const userId = someUser()
    await projects.write(givenWrite(userId))
    await expect(projects.list(userId, { kind: 'live' }, 10, { id: 'p1' })).rejects.toMatchObject(refused)
  })
  test('[LI3] of a history, without the place in its index, is refused as none of ours', async () => {
    const place = { userId: someUser(), projectId: 'p1' }
    await expect(versions.list(place, 10, 0, { id: '1' })).rejects.toMatchObject(refused)
  })
})
