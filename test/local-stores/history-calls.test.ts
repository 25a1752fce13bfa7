import { expect, inject, test } from 'vitest'
import { backgroundCommandsOf } from '../../bench/cost/background-calls.ts'
import { writeHistory } from '../../lambdas/versions/write-history.ts'
import { givenWrite } from '../adapters/given-write.ts'
import { countCalls } from '../http/count-calls.ts'
import { shippedRetention } from '../server/shipped-retention.ts'
import { freshId } from '../suites/project-fixture.ts'
import { localPorts } from './local-ports.ts'

const hourMs = 60 * 60 * 1000

test('[CO3] a version comes into its history, and an older one of its hour goes, by the calls that are priced', async () => {
  const { projects, history, dynamo } = localPorts(inject('localStores'))
  const calls = countCalls({ clients: [dynamo], onRequest: new Set() })
  const [userId, id] = [freshId('user'), freshId('project')]
  const place = { userId, projectId: id }
  const startMs = Math.floor(Date.now() / hourMs) * hourMs
  const write = async (baseVersion: number, nowMs: number) => {
    const outcome = await projects.write(givenWrite(userId, { id, baseVersion, nowMs }))
    const row = outcome.kind === 'written' ? await projects.get(userId, id) : undefined
    if (row === undefined) throw new Error('The write was refused.')
    return { kind: 'version', sequenceNumber: String(baseVersion), place, row } as const
  }
  const ports = (nowMs: number) => ({ history, clock: { nowMs: () => nowMs }, retention: shippedRetention })
  for (const version of [0, 1]) {
    expect(await writeHistory(ports(startMs), [await write(version, startMs + version)])).toEqual([])
  }
  const third = await write(2, startMs + 2 * hourMs)
  calls.take()
  expect(await writeHistory(ports(startMs + 2 * hourMs), [third])).toEqual([])
  expect(calls.take()).toEqual(backgroundCommandsOf('a version into the history'))
})
