import { describe, expect, test } from 'vitest'
import { createHistoryHandler } from '../../../lambdas/versions/create-history-handler.ts'
import { createMemoryDatabase } from '../../../testing/cloud/memory-database.ts'
import { MemoryHistory } from '../../../testing/cloud/memory-history.ts'
import { streamed, streamedRow } from './streamed.ts'

const dayMs = 24 * 60 * 60 * 1000

function start(nowMs = 5000) {
  const database = createMemoryDatabase()
  const lines: string[] = []
  const write = (message: string, fields: object) => void lines.push(JSON.stringify({ message, ...fields }))
  const history = new MemoryHistory(database)
  const clock = { nowMs: () => nowMs }
  const ports = { history, clock, retention: { historyDays: 30 }, log: { info: write, error: write } }
  const handle = createHistoryHandler(ports)
  const rows = () => [...database.versions.values()].map(({ row }) => row)
  return { handle, rows, history, lines }
}
const created = () => streamed('INSERT', { NewImage: streamedRow() })
const writtenTo = (version: number, change = {}) =>
  streamed('MODIFY', {
    OldImage: streamedRow({ version: { N: String(version - 1) } }),
    NewImage: streamedRow({ version: { N: String(version) }, updated_at: { N: String(version * 1000) }, ...change }),
  })
const nothingFailed = { batchItemFailures: [] }

describe('the history function', () => {
  test('[HI2] puts each new version as the row held it', async () => {
    const { handle, rows } = start()
    const deletion = writtenTo(3, { deleted_at: { N: '3000' }, device_name: { S: 'laptop' } })
    expect(await handle({ Records: [created(), writtenTo(2), deletion] })).toEqual(nothingFailed)
    const gzip = new Uint8Array([0x1f, 0x8b, 8, 0])
    const same = {
      kept: 'history',
      name: 'film',
      document: { kind: 'inline', encoding: 'gzip', gzip },
      assetIds: { kind: 'inline', ids: ['a1'] },
    }
    const made = (version: number) => {
      const madeAtMs = version * 1000
      return { ...same, id: String(version), version, madeAtMs, expiresAtMs: madeAtMs + 30 * dayMs }
    }
    expect(rows()).toEqual([made(1), made(2), { ...made(3), deletedAtMs: 3000, deviceName: 'laptop' }])
  })
  test('[HI2] of a large document and a long list it keeps where they are', async () => {
    const { handle, rows } = start()
    const kept = { id: { S: 's1' }, storage_key: { S: 'ada/snapshots/s1' }, size: { N: '9' }, checksum: { S: 'sum' } }
    const large = { project_json: undefined, snapshot: { M: kept }, asset_ids: undefined, asset_list: { M: kept } }
    const record = streamed('INSERT', { NewImage: streamedRow(large) })
    expect(await handle({ Records: [record] })).toEqual(nothingFailed)
    const object = { id: 's1', storageKey: 'ada/snapshots/s1', sizeBytes: 9, checksum: 'sum' }
    const document = { kind: 'snapshot', encoding: 'gzip', object }
    expect(rows()).toMatchObject([{ document, assetIds: { kind: 'object', object } }])
  })
  test('[HI2] adds nothing where the version stays, or the row goes', async () => {
    const { handle, rows } = start()
    const media = { media_rev: { N: '7' }, updated_at: { N: '9000' } }
    const arrived = streamed('MODIFY', { OldImage: streamedRow(), NewImage: streamedRow(media) })
    const gone = streamed('REMOVE', { OldImage: streamedRow() })
    expect(await handle({ Records: [arrived, gone] })).toEqual(nothingFailed)
    expect(rows()).toEqual([])
  })
  test('[HI3] told again and out of order, it leaves the same', async () => {
    const [once, again] = [start(), start()]
    const records = [created(), writtenTo(2), writtenTo(3)]
    await once.handle({ Records: records })
    await again.handle({ Records: [records[2], records[0], records[2]] })
    await again.handle({ Records: records })
    const byId = (rows: ReturnType<typeof once.rows>) => rows.sort((a, b) => a.version - b.version)
    expect(byId(again.rows())).toEqual(byId(once.rows()))
  })
  test.each([
    ['a row of a schema it does not know', { schema_version: { N: '99' } }],
    ['no document', { project_json: undefined }],
    ['a name of another type', { name: { N: '1' } }],
    ['no user', { user_id: undefined }],
    ['no version', { version: undefined }],
    ['an attribute of no type', { name: {} }],
  ])('[HI4] a record with %s is reported, and those beside it are put', async (_, change) => {
    const { handle, rows } = start()
    const poison = streamed('INSERT', { NewImage: streamedRow(change) })
    const reply = await handle({ Records: [created(), poison, writtenTo(2)] })
    expect(reply).toEqual({ batchItemFailures: [{ itemIdentifier: poison.dynamodb.SequenceNumber }] })
    expect(rows().map(({ id }) => id)).toEqual(['1', '2'])
  })
  test('[HI4, HK5] a version that could not be put is reported and holds up those after it alone; so is a thinning that failed', async () => {
    const { handle, rows, history } = start()
    const records = [created(), writtenTo(2), writtenTo(3)]
    const failing = { itemIdentifier: records[1]?.dynamodb.SequenceNumber }
    const add = history.add.bind(history)
    history.add = async (place, version) => {
      if (version.version === 2) throw new Error('throttled')
      await add(place, version)
    }
    const other = streamed('INSERT', { NewImage: streamedRow({ id: { S: 'p9' }, version: { N: '9' } }) })
    expect(await handle({ Records: [...records, other] })).toEqual({ batchItemFailures: [failing] })
    expect(
      rows()
        .map(({ id }) => id)
        .sort(),
    ).toEqual(['1', '9'])
    history.add = add
    history.madeBefore = () => Promise.reject(new Error('throttled'))
    const last = { itemIdentifier: records[2]?.dynamodb.SequenceNumber }
    expect(await handle({ Records: records })).toEqual({ batchItemFailures: [last] })
  })
  test('[HI4, AU3] the log tells which record failed and why, and nothing that a user wrote', async () => {
    const { handle, lines } = start()
    const poison = streamed('INSERT', { NewImage: streamedRow({ media_rev: { S: 'Secret film' } }) })
    await handle({ Records: [poison] })
    expect(lines.map((line) => JSON.parse(line))).toEqual([
      {
        message: 'record failed',
        sequenceNumber: poison.dynamodb.SequenceNumber,
        cause: 'ValiError',
        paths: ['media_rev'],
      },
    ])
  })
  test('[HI4] an event that is of no stream fails as a whole', async () => {
    const { handle } = start()
    for (const event of [{}, { Records: [{ eventName: 'INSERT', dynamodb: {} }] }]) {
      await expect(handle(event)).rejects.toThrow()
    }
  })
})
