import * as v from 'valibot'
import { ListProjectsQuery } from '#contract/project-requests.ts'
import { ListProjectsReply, type ProjectSummary } from '#contract/projects.ts'
import { readListing } from '../../client-lib/remote/read-listing.ts'
import { MemoryLocalStore } from '../../client-lib/storage/memory-local-store.ts'
import type { ApiClient } from '../../client-lib/transport/api-client.ts'
import { listProjects } from '../../lambdas/projects/list-projects.ts'
import type { ProjectPorts } from '../../lambdas/projects/project-ports.ts'
import type { ProjectStore } from '../../lambdas/projects/project-store.ts'
import { HandClock } from '../../testing/time/hand-clock.ts'
import { ProjectWriters, type WriteCounts } from './project-writers.ts'
import { seededRandom } from './seeded-random.ts'
import { SkewedClocks } from './skewed-clocks.ts'

interface Run {
  readonly seed: number
  /** How many writes are taken before it ends. */
  readonly writes: number
  /** Devices that write at once. */
  readonly writers: number
  readonly pageSize: number
}

interface Outcome {
  /** What the client's list holds in the end, tombstones too. */
  readonly client: readonly string[]
  readonly server: readonly string[]
  readonly counts: WriteCounts
  readonly polls: number
  readonly pages: number
}

/**
 * A device polls by the client's own code while others write, each request by a function with a clock of its own;
 * one more poll after the last write, and both sets are told.
 */
export async function pollDuringWrites(ports: Omit<ProjectPorts, 'clock'>, userId: string, run: Run): Promise<Outcome> {
  const random = seededRandom(run.seed)
  const clocks = new SkewedClocks(random)
  const writers = new ProjectWriters(ports, userId, { clocks, random })
  const counted = { polls: 0, pages: 0 }
  const { signal } = new AbortController()
  const store = new MemoryLocalStore()
  const clock = new HandClock()
  const api = listingClient(ports.projects, userId, run.pageSize, clocks, () => {
    counted.pages += 1
  })
  const poll = async () => {
    await readListing({ api, store, clock, onListed: () => undefined, onGone: async () => undefined }, signal)
    counted.polls += 1
  }
  let writing = true
  const device = async () => {
    while (writing) await poll()
  }
  const lane = async () => {
    while (writers.taken < run.writes) {
      clocks.pass(random() * 2000)
      await writers.write()
    }
  }
  const polled = device()
  try {
    await Promise.all(Array.from({ length: run.writers }, lane))
  } finally {
    writing = false
  }
  await polled
  await poll()
  const client = (await store.all('listing')).map(([, { summary }]) => textOf(summary))
  return { client: client.sort(), server: await everyRow(ports.projects, userId), counts: writers.counts, ...counted }
}

/** The client's API over the listing's use case; pages are cut small. */
function listingClient(
  projects: ProjectStore,
  userId: string,
  pageSize: number,
  clocks: SkewedClocks,
  onPage: () => void,
): ApiClient {
  const retention = { tombstoneDays: 30 }
  const call = async (_route: unknown, { query = {} }: { query?: object }) => {
    const parsed = v.parse(ListProjectsQuery, { ...query, limit: String(pageSize) })
    const read = await clocks.request((clock) =>
      listProjects({ projects, clock, retention }, userId, parsed, undefined),
    )
    if (read.kind === 'unchanged') throw new Error('Nothing was named that could be unchanged.')
    onPage()
    return { kind: 'ok', body: v.parse(ListProjectsReply, read.body) } as const
  }
  return { call: call as ApiClient['call'] }
}

async function everyRow(projects: ProjectStore, userId: string): Promise<string[]> {
  const { rows, next } = await projects.list(userId, { kind: 'changed', fromMs: 0 }, 1000)
  if (next !== undefined) throw new Error('There are more projects than one page of all holds.')
  return rows
    .map(({ deletedAtMs, ...row }) => textOf({ state: deletedAtMs === undefined ? 'live' : 'deleted', ...row }))
    .sort()
}

function textOf(
  row: Pick<ProjectSummary, 'state' | 'id' | 'version' | 'updatedAtMs'> & { readonly name?: string },
): string {
  const { state, id, version, updatedAtMs, name } = row
  return [id, state, version, updatedAtMs, ...(state === 'live' ? [name] : [])].join(' ')
}
