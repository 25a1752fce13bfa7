import { describe } from 'vitest'
import { createTestCloud } from '../../testing/create-test-cloud.ts'
import { serverFetch } from '../server/server-fetch.ts'
import { describeHttpContract } from '../suites/http-contract.ts'

const cloud = createTestCloud()

describe('[TK1] the cloud that apps test with', () => {
  describeHttpContract({
    name: 'the cloud for tests',
    apiUrl: cloud.apiUrl,
    fetch: serverFetch({
      handle: async (request) => {
        // The suite tells versions apart by their times.
        await cloud.time.advance(1)
        return cloud.answer(request)
      },
    }),
    tokens: { access: async (user) => cloud.token(user) },
  })
})
