import { userIdOf } from '../../../lambdas/auth/user-id.ts'
import type { ServerReply, ServerRequest } from '../../../testing/cloud/http-message.ts'
import { createMemoryServer, type MemoryServer } from '../../server/memory-server.ts'
import type { Chance } from '../chance/chance.ts'
import { placeOf } from '../checks/edit-book.ts'
import type { RunContext } from '../run/run-context.ts'
import { simulatedRetention } from './house-ports.ts'
import { UploadOrder } from './upload-order.ts'

/** How far from the true time a function's clock may be. */
const functionSkewMs = 60_000
/** Tokens live for an hour; one that is handed out has most of it left. */
const tokenForMs = 30 * 60_000

/** The server in memory, each request run by a function with a clock of its own, and watched. */
export class SimCloud {
  readonly server: MemoryServer
  /** Rows of files, by their keys, that housekeeping took away as nothing had listed them for so long. */
  readonly tookAway = new Set<string>()
  readonly #context: RunContext
  readonly #chance: Chance
  readonly #accounts: readonly string[]
  readonly #tokens = new Map<string, { readonly token: string; readonly madeAtMs: number }>()
  readonly #seen = new Map<string, number>()
  readonly #uploads = new UploadOrder()
  #offMs = 0

  constructor(context: RunContext, accounts: readonly string[]) {
    this.#context = context
    this.#accounts = accounts
    this.#chance = context.chance.fork('functions')
    const { time, mutant } = context
    this.server = createMemoryServer({
      clock: { nowMs: () => time.nowMs + this.#offMs },
      retention: simulatedRetention,
      ...(mutant.ports ? { adapt: mutant.ports } : {}),
    })
    this.#failInside()
    mutant.cloud?.(this.server)
  }

  get accounts(): readonly string[] {
    return this.#accounts
  }

  token(account: string): string {
    const kept = this.#tokens.get(account)
    const { nowMs } = this.#context.time
    if (kept && nowMs - kept.madeAtMs < tokenForMs) return kept.token
    const token = this.server.tokens.access(account)
    this.#tokens.set(account, { token, madeAtMs: nowMs })
    return token
  }

  isStoreUrl(url: string): boolean {
    return url.startsWith(this.server.storeUrl)
  }

  /** @param order in which the writer sent it */
  async handle(request: ServerRequest, writer: string, order = 0): Promise<ServerReply> {
    const isStore = this.isStoreUrl(request.url)
    this.#offMs = isStore ? 0 : this.#chance.whole(-functionSkewMs, functionSkewMs)
    const reply = await this.server.handle(request)
    this.#offMs = 0
    const isUnknown = reply.status === 404
    const isHidden = (...place: [projectId: string, assetId: string]) =>
      isUnknown && this.#accounts.some((account) => this.mediaState(account, ...place) !== undefined)
    const isDone = reply.status < 300 || isUnknown
    if (!isStore) this.#uploads.handled(request, { writer, order, isDone, isHidden })
    if (!isStore) this.look(writer)
    return this.#context.mutant.reply?.(request, reply) ?? reply
  }

  /** Whether the account's project lives there. */
  current(account: string, projectId: string) {
    const { database, tokens } = this.server
    return database.projects.get(`${userIdOf(tokens.issuer, account)}#${projectId}`)
  }

  /** The file of a project as the cloud has it; undefined where that is not stored. */
  storedBytes(account: string, projectId: string, assetId: string): Uint8Array | undefined {
    const userId = this.userId(account)
    const item = this.server.database.media.get(`${userId}#${projectId}#${assetId}`)
    return item?.state === 'stored' ? this.#bytesOf(userId, item.checksum) : undefined
  }

  /** The file as the cloud has it for whatever project: a copy has its files before it lists them. */
  keptBytes(account: string, assetId: string): Uint8Array | undefined {
    const userId = this.userId(account)
    const items = [...this.server.database.media].filter(([key]) => key.startsWith(`${userId}#`))
    const stored = items.find(([, item]) => item.assetId === assetId && item.state === 'stored')
    return stored && this.#bytesOf(userId, stored[1].checksum)
  }

  mediaState(account: string, projectId: string, assetId: string): string | undefined {
    return this.server.database.media.get(`${this.userId(account)}#${projectId}#${assetId}`)?.state
  }

  /** A presign that the device sent before its cancel came after it, or that found its project deleted. */
  cameAfterCancel(device: string, projectId: string, assetId: string): boolean {
    return this.#uploads.cameAfterCancel(device, `${projectId}/${assetId}`)
  }

  #bytesOf(userId: string, checksum: string): Uint8Array | undefined {
    const { database, objects } = this.server
    const asset = [...database.assets.values()].find((one) => one.userId === userId && one.checksum === checksum)
    return asset && objects.objects.get(asset.session.storageKey)?.bytes
  }

  userId(account: string): string {
    return userIdOf(this.server.tokens.issuer, account)
  }

  /** Takes note of every version that has come to be, and holds it to what was there before. */
  look(writer: string): void {
    for (const account of this.#accounts) {
      const prefix = `${this.userId(account)}#`
      for (const [key, row] of this.server.database.projects) {
        if (!key.startsWith(prefix) || row.version === (this.#seen.get(key) ?? 0)) continue
        this.#judge(placeOf(account, row.id), row, this.#seen.get(key) ?? 0, writer)
        this.#seen.set(key, row.version)
      }
      for (const { place, row, bodyHash } of this.server.database.versions.values()) {
        if (place.userId !== this.userId(account) || bodyHash === undefined) continue
        this.#context.book.keptBeside(placeOf(account, place.projectId), row.name)
      }
    }
  }

  /** S3 answers a Complete with 200 at once, and may tell of a failure in the body that follows: the functions ask again. */
  #failInside(): void {
    const { objects } = this.server
    const complete = objects.completeUpload.bind(objects)
    objects.completeUpload = async (place, parts, whole) => {
      if (this.#context.faults.strikes('complete-200-with-error', 0.7, this.#chance)) return { kind: 'assembling' }
      return complete(place, parts, whole)
    }
  }

  #judge(
    place: string,
    row: { readonly name: string; readonly version: number; readonly deletedAtMs?: number },
    before: number,
    writer: string,
  ): void {
    const { book, verdict, trace } = this.#context
    const isDeletion = row.deletedAtMs !== undefined
    trace.add('cloud', `${place} is version ${row.version}: ${isDeletion ? 'deleted' : row.name} by ${writer}`)
    if (row.version !== before + 1)
      verdict.fail('3 version went back', `${place} went from ${before} to ${row.version}`)
    const last = book.versions(place).at(-1)
    const [account = ''] = place.split('/')
    if (!book.isOf(row.name, account))
      verdict.fail('3 wrong account', `${row.name} of ${book.get(row.name)?.account} is in ${place}`)
    if (last && !book.contains(row.name, last.label) && !book.isUntold(row.name)) {
      verdict.fail('3 write hidden', `${place}: ${row.name} took the place of ${last.label}, which its maker never saw`)
    }
    if (isDeletion && last && writer !== 'elsewhere' && !book.wasSeen(place, writer, last.label))
      verdict.fail('3 write hidden', `${writer} deleted ${last.label} of ${place}, which its user never saw`)
    book.came(place, { version: row.version, label: row.name, writer, isDeletion })
  }
}
