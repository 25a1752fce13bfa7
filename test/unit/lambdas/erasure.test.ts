import { describeErasure } from '../../housekeeping/erasure.suite.ts'
import { memoryRows } from '../../housekeeping/world-ports.ts'

describeErasure('memory', async () => memoryRows())
