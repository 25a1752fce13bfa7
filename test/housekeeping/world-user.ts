import type { PresignBody } from '#contract/media-requests.ts'
import type { WrittenDocument } from '#contract/project-requests.ts'
import { ApiFailure } from '../../lambdas/errors/api-failure.ts'
import { completeMedia } from '../../lambdas/media/complete-media.ts'
import { presignMedia } from '../../lambdas/media/presign-media.ts'
import { removeMedia } from '../../lambdas/media/remove-media.ts'
import { deleteProject } from '../../lambdas/projects/delete-project.ts'
import { putProject } from '../../lambdas/projects/put-project.ts'
import { presignSnapshot } from '../../lambdas/snapshots/presign-snapshot.ts'
import { keepVersion } from '../../lambdas/versions/keep-version.ts'
import { answerStoreRequest } from '../../testing/cloud/answer-store-request.ts'
import { sha256 } from '../../testing/cloud/sha256.ts'
import { noLimits } from '../server/no-limits.ts'
import { type AssetFixture, partBytes } from '../suites/asset-fixture.ts'
import { Broken } from './broken.ts'
import type { Chance } from './chance.ts'
import { Graces } from './graces.ts'
import type { LaggingStream } from './lagging-stream.ts'
import { Promises } from './promises.ts'
import type { WorldPorts } from './world-ports.ts'

const dayMs = 24 * 60 * 60 * 1000
const meter = { add: () => undefined }

/** A project as its devices know it. */
export interface KnownProject {
  readonly id: string
  version: number
  state: 'none' | 'live' | 'deleted'
  deletedAtMs: number
  assetIds: readonly string[]
}

export interface UserWorld {
  readonly ports: WorldPorts
  readonly stream: LaggingStream
  readonly files: readonly AssetFixture[]
  readonly chance: Chance
}

/** How far a device comes with an upload before it stops. */
export type UploadReach = 'presigned' | 'sent' | 'completed'

/** One user's devices, by the functions' own use cases. */
export class WorldUser {
  readonly userId: string
  readonly promises: Promises
  readonly graces = new Graces()
  /** The user's own, so that what one does is not what another's turn decides. */
  readonly chance: Chance
  readonly projects: readonly KnownProject[]
  readonly #world: UserWorld
  #mutations = 0
  /** Addresses that a device has not used yet. */
  #late: (() => void)[] = []

  constructor(userId: string, world: UserWorld) {
    this.userId = userId
    this.#world = world
    this.chance = world.chance
    this.promises = new Promises(world.ports, world.stream, userId)
    this.projects = ['p0', 'p1', 'p2'].map((id) => ({ id, version: 0, state: 'none', deletedAtMs: 0, assetIds: [] }))
  }

  get #ports() {
    const { ports, stream } = this.#world
    const { bytes, signer } = ports
    const files = { store: bytes, objects: bytes, signer, addresses: signer }
    return { ...ports, ...files, projects: stream.projects, limits: noLimits, meter }
  }

  /** Each file has two names in a project. */
  get assetIds(): readonly string[] {
    return this.#world.files.flatMap((_, index) => [`a${index}`, `b${index}`])
  }

  fileOf(assetId: string): AssetFixture {
    const file = this.#world.files[Number(assetId.slice(1))]
    if (file === undefined) throw new Error(`Of which file is ${assetId}?`)
    return file
  }

  /** On a tombstone it un-deletes. */
  async save(project: KnownProject, assetIds: readonly string[], document: WrittenDocument): Promise<boolean> {
    const body = { baseVersion: project.version, mutationId: this.#nextMutation(), name: 'film', document }
    return this.#answered(async () => {
      const reply = await putProject(this.#ports, this.userId, project.id, { ...body, assetIds: [...assetIds] })
      Object.assign(project, { version: reply.version, state: 'live', assetIds })
      this.promises.listed(project.id, assetIds, reply.missingAssets)
    }, project)
  }

  async delete(project: KnownProject): Promise<boolean> {
    const body = { baseVersion: project.version, mutationId: this.#nextMutation() }
    return this.#answered(async () => {
      const { version } = await deleteProject(this.#ports, this.userId, project.id, body)
      Object.assign(project, { version, state: 'deleted', deletedAtMs: this.#world.ports.clock.nowMs() })
    }, project)
  }

  async keep(project: KnownProject, assetIds: readonly string[], document: WrittenDocument): Promise<boolean> {
    const named = { version: project.version, mutationId: this.#nextMutation(), kept: 'named', name: 'film' } as const
    const place = { userId: this.userId, projectId: project.id }
    return this.#answered(async () => {
      await keepVersion(this.#ports, place, { ...named, document, assetIds: [...assetIds] })
    }, project)
  }

  async upload(project: KnownProject, assetId: string, reach: UploadReach): Promise<boolean> {
    const { plan, body, bytes } = this.fileOf(assetId)
    const presigned: PresignBody = { ...body, assetId }
    return this.#answered(async () => {
      const reply = await presignMedia(this.#ports, this.userId, project.id, presigned)
      if (reply.state === 'stored') {
        this.graces.attached(`${project.id}#${assetId}`)
        return this.promises.stored(project.id, assetId)
      }
      if (reach === 'presigned') {
        for (const { partNumber, url, headers } of reply.signedParts) {
          this.#late.push(() => this.#put(url, headers, partBytes(bytes, plan, partNumber)))
        }
        return
      }
      // A device may stop between two parts.
      for (const { partNumber, url, headers } of reply.signedParts) {
        this.#put(url, headers, partBytes(bytes, plan, partNumber))
        if (reach === 'sent') return
      }
      const { state } = await completeMedia(this.#ports, this.userId, project.id, assetId, body.checksum)
      if (state === 'stored') this.promises.stored(project.id, assetId)
    }, project)
  }

  /** Cancels what is being sent, and detaches what is stored. */
  async remove(project: KnownProject, assetId: string): Promise<boolean> {
    return this.#answered(async () => {
      const { state } = await removeMedia(this.#ports, this.userId, project.id, assetId)
      if (state === 'detached') this.graces.detached(`${project.id}#${assetId}`, this.#world.ports.clock.nowMs())
    }, project)
  }

  /** Sends what addresses were given for, whatever has become of it since. */
  sendLate(): void {
    for (const send of this.#late) send()
    this.#late = []
  }

  /** A document that travels by itself; whether it comes, or a write names it afterwards, is another matter. */
  async sendDocument(reach: 'presigned' | 'sent' = 'sent'): Promise<WrittenDocument> {
    const bytes = new Uint8Array(Buffer.from(`document ${this.#nextMutation()}`))
    const [sizeBytes, checksum] = [bytes.byteLength, sha256(bytes)]
    const { snapshotId, url, headers } = await presignSnapshot(this.#ports, this.userId, { sizeBytes, checksum })
    if (reach === 'presigned') this.#late.push(() => this.#put(url, headers, bytes))
    else this.#put(url, headers, bytes)
    return { kind: 'snapshot', snapshotId, encoding: 'identity', sizeBytes, checksum }
  }

  #put(url: string, headers: Readonly<Record<string, string>>, body: Uint8Array<ArrayBuffer>): void {
    const { bytes, signer, clock } = this.#world.ports
    const reply = answerStoreRequest(bytes, signer, clock, { method: 'PUT', url, headers, body })
    if (![200, 403, 404].includes(reply.status)) throw new Error(`The store answered ${reply.status}.`)
  }

  /** Whether it was done; refusals are part of a device's day, but those of a project that must be there are not. */
  async #answered(run: () => Promise<void>, project: KnownProject): Promise<boolean> {
    try {
      await run()
      return true
    } catch (error) {
      if (!(error instanceof ApiFailure)) throw error
      const isGone = error.code === 'project-not-found' && project.state !== 'none'
      if (isGone && this.#mustBeThere(project)) throw new Broken(`${project.id} is gone before its time.`)
      if (isGone && project.state === 'deleted') this.#forget(project)
      if (error.code === 'version-conflict') throw error
      return false
    }
  }

  #mustBeThere({ state, deletedAtMs }: KnownProject): boolean {
    const { clock, retention } = this.#world.ports
    return state === 'live' || clock.nowMs() - deletedAtMs <= retention.tombstoneDays * dayMs
  }

  #forget(project: KnownProject): void {
    Object.assign(project, { version: 0, state: 'none', assetIds: [] })
    this.promises.forget(project.id)
  }

  #nextMutation(): string {
    this.#mutations += 1
    return `m${this.#mutations}`
  }
}
