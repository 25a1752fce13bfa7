import { gunzipSync } from 'node:zlib'
import { inlineDocument } from '../../../lambdas/projects/document-bytes.ts'
import { createMemoryServer, type MemoryServer } from '../../server/memory-server.ts'
import { edit } from './memory-host.ts'
import { activity, inTheCloud, type OpenPage, SyncDevice } from './sync-device.ts'
import { until } from './turns-of-the-loop.ts'

export interface World {
  readonly server: MemoryServer
  readonly a: SyncDevice
  readonly b: SyncDevice
}

/** A cloud and two devices of one account. */
export function newWorld(): World {
  const server = createMemoryServer()
  return { server, a: new SyncDevice(server, 'studio'), b: new SyncDevice(server, 'laptop') }
}

export interface OpenWorld extends World {
  readonly pageA: OpenPage
  readonly pageB: OpenPage
}

/** The one page makes these projects, and the other opens them. */
export async function shareProjects(
  from: OpenPage,
  other: OpenPage,
  ids: readonly string[],
  document = 'one',
): Promise<void> {
  for (const id of ids) {
    await from.save(edit(document, { id }))
    await inTheCloud(from, id)
    await other.sync.projects.open(id)
  }
}

/** Both devices hold version 1, `one`. */
export async function sharedProject(): Promise<OpenWorld> {
  const world = newWorld()
  const pageA = world.a.open()
  await pageA.save(edit('one'))
  await inTheCloud(pageA)
  const pageB = world.b.open()
  await pageB.sync.projects.open('film')
  return { ...world, pageA, pageB }
}

/** B won with `from B`; A meets it with what it has. */
export async function conflictOnA(document = 'from A'): Promise<OpenWorld & { readonly conflictId: string }> {
  const world = await sharedProject()
  await world.pageB.save(edit('from B'))
  await inTheCloud(world.pageB)
  await world.pageA.save(edit(document))
  const shown = await activity(world.pageA, 'conflict')
  if (shown.kind !== 'conflict') throw new TypeError('unreachable')
  return { ...world, conflictId: shown.conflictId }
}

/** What the cloud holds of the project now, as a device that knows nothing would open it. */
export async function inCloudNow({ server }: World): Promise<string> {
  const page = new SyncDevice(server, 'reader').open()
  const { document } = await page.sync.projects.open('film')
  await page.sync.close()
  return document
}

/** Settles once the app's store on a device holds this. */
export async function holds(device: SyncDevice, document: string): Promise<void> {
  await until(() => device.host.projects.get('film')?.document === document)
}

/** The documents that the cloud's history holds of the project, each with why it is there. */
export function historyOf({ server }: World, projectId = 'film'): readonly string[] {
  const mine = [...server.database.versions.values()].filter(({ place }) => place.projectId === projectId)
  return mine.map(({ row }) => `${row.kept}: ${row.document.kind === 'inline' ? inlineText(row.document) : 'large'}`)
}

function inlineText(stored: Parameters<typeof inlineDocument>[0]): string {
  const { encoding, data } = inlineDocument(stored)
  return encoding === 'gzip' ? gunzipSync(Buffer.from(data, 'base64')).toString() : data
}
