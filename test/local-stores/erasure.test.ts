import { inject } from 'vitest'
import { describeErasure } from '../housekeeping/erasure.suite.ts'
import { localClients } from './local-clients.ts'
import { localRows } from './local-rows.ts'

const { dynamo } = localClients(inject('localStores'))

describeErasure('DynamoDB Local', () => localRows(dynamo))
