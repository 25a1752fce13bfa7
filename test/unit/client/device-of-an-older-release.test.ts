import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { contractVersion, contractVersionHeader } from '#contract/contract-version.ts'
import { diagnose } from '../../../client-lib/diagnostics/diagnose.ts'
import type { TableName } from '../../../client-lib/storage/tables.ts'
import { createTestCloud } from '../../../testing/create-test-cloud.ts'
import { createTestSync } from '../../../testing/create-test-sync.ts'
import { TestDevice } from '../../../testing/device/test-device.ts'
import type { TestCloud } from '../../../testing/test-cloud.ts'
import { TestTime } from '../../../testing/time/test-time.ts'

type Rows = Record<Exclude<TableName, 'pieces'>, Record<string, { mediaKey?: string; sizeBytes?: number }>>

/** What Chromium had kept for an account and for nobody, as its page was killed offline; the file is never changed. */
const left: Record<'ofAccount' | 'ofNobody', Rows> = JSON.parse(
  readFileSync(new URL('../storage/stored-rows/device-1.json', import.meta.url), 'utf8'),
)
/** When that was. */
const killedAtMs = 1_795_901_768_500
const never = new AbortController().signal
const fileOf = (sizeBytes: number) => new File([Uint8Array.from({ length: sizeBytes }, (_, at) => at % 251)], 'f.mp4')

async function leave(device: TestDevice, account: string | null, rows: Rows): Promise<void> {
  const { disk, media } = device.keptOf(account)
  for (const [table, byKey] of Object.entries(rows)) {
    for (const [key, row] of Object.entries(byKey)) {
      disk.tables.set(`${table}/${key}`, row)
      if (row.mediaKey) await media.write(row.mediaKey, fileOf(row.sizeBytes ?? 0).stream(), never)
    }
  }
}

async function ask(cloud: TestCloud, method: string, path: string, body?: object) {
  const headers = { authorization: `Bearer ${cloud.token('ada')}`, [contractVersionHeader]: String(contractVersion) }
  const sent = body && { headers: { ...headers, 'content-type': 'application/json' }, body: JSON.stringify(body) }
  const reply = await cloud.answer({ method, url: `${cloud.apiUrl}/api/projects/${path}`, headers, ...sent })
  expect(reply.status).toBe(200)
  return JSON.parse(new TextDecoder().decode(reply.body))
}

/** The cloud as that device last knew it, and what another one has done since. */
async function cloudOfThen(): Promise<TestCloud> {
  const cloud = createTestCloud({ time: new TestTime(killedAtMs) })
  const { sync, settled } = createTestSync({ cloud, user: 'ada', device: 'studio' })
  const save = (id: string, document: string, assetIds: string[] = []) =>
    sync.projects.save({ id, name: id, document, assetIds })
  for (const id of ['asked', 'edited', 'deleted']) await save(id, 'base')
  await save('settled', 'one', ['stored'])
  await save('half-sent', 'half', ['film'])
  await sync.assets.add('settled', fileOf(1000), { assetId: 'stored' })
  await settled()
  await save('asked', 'theirs')
  await settled()
  await sync.close()
  await ask(cloud, 'DELETE', 'deleted', { baseVersion: 1, mutationId: 'deletion' })
  return cloud
}

test('[LS8, LS3, QU3, CF1, UP10, AC1] a device that an older release has left goes on: edits, questions, files, and work of nobody', async () => {
  const cloud = await cloudOfThen()
  const device = new TestDevice(cloud, 'old')
  await leave(device, 'ada', left.ofAccount)
  await leave(device, null, left.ofNobody)
  const { sync, until, settled, line } = createTestSync({ cloud, user: 'ada', device })
  const isDone = (id: string, kind: string) => (projects: ReturnType<typeof sync.status.get>['projects']) =>
    projects[id]?.activity.kind === kind
  const done = [
    ...['edited', 'made-offline', 'of-nobody'].map((id) => isDone(id, 'idle')),
    isDone('deleted', 'conflict'),
  ]
  await until(({ projects, uploads }) => uploads.open === 1 && done.every((one) => one(projects)))

  const open = await sync.conflicts.list()
  expect(open.map(({ projectId, local, remote }) => [projectId, local.project.document, remote.kind]).sort()).toEqual([
    ['asked', 'mine', 'edited'],
    ['deleted', 'edited meanwhile', 'deleted'],
  ])
  expect((await sync.assets.list('settled')).map(({ assetId, transfer }) => [assetId, transfer.phase]).sort()).toEqual([
    ['paused', 'paused'],
    ['stored', 'stored'],
  ])
  for (const { conflictId } of open) await sync.conflicts.resolve(conflictId, 'local')
  await sync.assets.resume('paused')
  await settled()

  const inTheCloud = async (id: string) => {
    const { version, document, assets } = await ask(cloud, 'GET', id)
    return [version, document.data, assets.map(({ state }: { state: string }) => state).join()]
  }
  expect(await inTheCloud('asked')).toEqual([3, 'mine', ''])
  expect(await inTheCloud('edited')).toEqual([3, 'three', ''])
  expect(await inTheCloud('deleted')).toEqual([3, 'edited meanwhile', ''])
  expect(await inTheCloud('half-sent')).toEqual([1, 'half', 'stored'])
  expect(await inTheCloud('made-offline')).toEqual([1, 'offline', 'stored'])
  expect(await inTheCloud('of-nobody')).toEqual([1, 'made signed out', 'stored'])
  expect(await inTheCloud('settled')).toEqual([1, 'one', 'stored'])
  expect(line.sent.filter(({ method, url }) => method === 'PUT' && url.endsWith('/settled'))).toEqual([])
  expect((await sync.assets.list('settled')).map(({ transfer }) => transfer.phase)).toEqual(['stored', 'stored'])
  expect((await diagnose(sync)).losses).toEqual([])
  await sync.close()
})
