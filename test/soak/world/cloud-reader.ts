import { createHash } from 'node:crypto'
import { gunzipSync } from 'node:zlib'
import * as v from 'valibot'
import { type AnsweredDocument, ListProjectsReply, ProjectReply } from '#contract/projects.ts'
import { ListVersionsReply, VersionReply } from '#contract/versions.ts'
import type { MemoryServer } from '../../server/memory-server.ts'
import { serverFetch } from '../../server/server-fetch.ts'
import { type ApiCaller, callerOf } from '../../suites/api-caller.ts'
import { labelOf } from '../page/made-content.ts'

export const accounts = ['ada', 'bob'] as const
export type Account = (typeof accounts)[number]

/** A project in force, as a device that knows nothing would be given it. */
export interface ProjectInForce {
  readonly label: string
  readonly hash: string
  readonly storedAssets: ReadonlySet<string>
}

export interface CloudState {
  /** By their ids. */
  readonly inForce: ReadonlyMap<string, ProjectInForce>
  /** The saves that the history has: deletions and sides of conflicts too. */
  readonly history: ReadonlySet<string>
}

/** What the cloud has, by its own API, each answer held to the contract. */
export class CloudReader {
  readonly #server: MemoryServer
  /** What was in force once, or was kept beside it: a version does not change. */
  readonly #labels = new Map<string, string>()

  constructor(server: MemoryServer) {
    this.#server = server
  }

  /** @param projects that may have been deleted */
  async stateOf(account: Account, projects: readonly string[]): Promise<CloudState> {
    const caller = await this.#callerOf(account)
    const live = await this.#liveIds(caller)
    const inForce = new Map<string, ProjectInForce>()
    for (const id of live) inForce.set(id, await this.#inForce(caller, id))
    const history = new Set<string>()
    for (const id of new Set([...projects, ...live])) {
      for (const label of await this.#labelsOf(account, caller, id)) history.add(label)
    }
    return { inForce, history }
  }

  async #inForce(caller: ApiCaller, id: string): Promise<ProjectInForce> {
    const { document, assets } = v.parse(ProjectReply, (await caller.call('GET', `/projects/${id}`)).json)
    const text = await this.#textOf(document)
    const storedAssets = new Set(assets.flatMap(({ assetId, state }) => (state === 'stored' ? [assetId] : [])))
    return { label: labelOf(text), hash: createHash('sha256').update(text).digest('hex'), storedAssets }
  }

  async #labelsOf(account: Account, caller: ApiCaller, id: string): Promise<readonly string[]> {
    const labels: string[] = []
    for (let cursor: string | undefined = ''; cursor !== undefined; ) {
      const { status, json } = await caller.call('GET', `/projects/${id}/versions?limit=100${cursor}`)
      if (status === 404) return labels
      const page = v.parse(ListVersionsReply, json)
      for (const version of page.versions) labels.push(await this.#labelOf(account, caller, id, version.id))
      cursor = page.cursor && `&cursor=${page.cursor}`
    }
    return labels
  }

  async #labelOf(account: Account, caller: ApiCaller, id: string, version: string): Promise<string> {
    const place = `${account}/${id}/${version}`
    const known = this.#labels.get(place)
    if (known !== undefined) return known
    const { json } = await caller.call('GET', `/projects/${id}/versions/${version}`)
    const label = labelOf(await this.#textOf(v.parse(VersionReply, json).document))
    this.#labels.set(place, label)
    return label
  }

  async #liveIds(caller: ApiCaller): Promise<readonly string[]> {
    const ids: string[] = []
    for (let cursor: string | undefined = ''; cursor !== undefined; ) {
      const page: ListProjectsReply = v.parse(
        ListProjectsReply,
        (await caller.call('GET', `/projects?limit=100${cursor}`)).json,
      )
      ids.push(...page.projects.map(({ id }) => id))
      cursor = page.cursor && `&cursor=${page.cursor}`
    }
    return ids
  }

  async #textOf(document: AnsweredDocument): Promise<string> {
    const bytes = document.kind === 'snapshot' ? await this.#fetched(document) : packedBytes(document)
    return (document.encoding === 'gzip' ? gunzipSync(bytes) : bytes).toString()
  }

  async #fetched({ url, headers }: Extract<AnsweredDocument, { kind: 'snapshot' }>): Promise<Buffer> {
    return Buffer.from((await this.#server.handle({ method: 'GET', url, headers })).body)
  }

  #callerOf(account: Account): Promise<ApiCaller> {
    const { apiUrl, tokens } = this.#server
    const access = async (user: string) => tokens.access(user)
    return callerOf({ name: 'memory', apiUrl, fetch: serverFetch(this.#server), tokens: { access } }, account)
  }
}

function packedBytes({ encoding, data }: Extract<AnsweredDocument, { kind: 'inline' }>): Buffer {
  return Buffer.from(data, encoding === 'gzip' ? 'base64' : 'utf8')
}
