import { listMedia } from '#contract/calls.ts'
import type { MediaRow } from '#contract/media.ts'
import type { ListMediaQuery } from '#contract/media-requests.ts'
import { backoffMs } from '../retry/backoff.ts'
import { classifyFailure } from '../retry/classify-failure.ts'
import type { Retries } from '../retry/retries.ts'
import type { Clock } from '../runtime/clock.ts'
import type { Random } from '../runtime/random.ts'
import type { LocalStore } from '../storage/local-store.ts'
import type { ApiClient } from '../transport/api-client.ts'
import { agreedAssets } from './agreed-assets.ts'
import type { AssetBook } from './asset-book.ts'
import { type AssetRow, type CloudAssetRow, isStored } from './asset-row.ts'
import { isInCloud } from './is-in-cloud.ts'
import type { MediaLanes } from './media-lanes.ts'

/** A list is shown at the latest after this, from what was known before. */
const patienceMs = 3000
/** An answer that was long on its way may be of before the project was there: so often it is asked again. */
const askedAgainAtMost = 5
/** An app may list at every change it hears of; the cloud is asked this seldom. */
const freshForMs = 5000

interface ListingPorts extends Pick<MediaLanes, 'beforeAsking'> {
  readonly api: ApiClient
  readonly book: AssetBook
  readonly clock: Clock
  readonly random: Random
  readonly retries: Retries
  readonly store: LocalStore
}

/** What the cloud lists of each project's media, kept in the book. Projects that it does not have are not asked for. */
export class CloudListing {
  readonly #ports: ListingPorts
  readonly #onChange: (rows: readonly AssetRow[]) => void
  readonly #asking = new Map<string, Promise<void>>()
  /** To be asked once more after what is under way. */
  readonly #again = new Set<string>()
  /** Failures in a row, and the next try. */
  readonly #failures = new Map<string, { readonly count: number; readonly cancel: () => void }>()
  /** Answered so to the last try; asked for again once they are there. */
  readonly #notThere = new Set<string>()
  readonly #askedAtMs = new Map<string, number>()
  readonly #watched = new Set<string>()
  readonly #existing = new Set<string>()
  readonly #life = new AbortController()

  constructor(ports: ListingPorts, onChange: (rows: readonly AssetRow[]) => void) {
    this.#ports = ports
    this.#onChange = onChange
  }

  /** Waits, but not for long, for the first listing of a project; later ones arrive by `onChange`. */
  async known(projectId: string): Promise<void> {
    this.#watched.add(projectId)
    const first = !this.#askedAtMs.has(projectId)
    const { clock } = this.#ports
    // Also after a clock that was set back.
    const stale = Math.abs(clock.nowMs() - (this.#askedAtMs.get(projectId) ?? Number.NEGATIVE_INFINITY)) >= freshForMs
    const asked = this.#asking.get(projectId) ?? (stale ? this.refresh(projectId) : undefined)
    if (!first || !asked) return
    let stop = () => {}
    const enough = new Promise<void>((resolve) => {
      stop = clock.schedule(patienceMs, resolve)
    })
    this.#life.signal.addEventListener('abort', stop, { once: true })
    await Promise.race([asked, enough])
    this.#life.signal.removeEventListener('abort', stop)
    stop()
  }

  /**
   * Asks now, or once more after what is under way, whose answer may be older than the change that this is asked for.
   * Never throws: what was known before stays, and what may pass is asked for again after a while.
   */
  refresh(projectId: string): Promise<void> {
    const under = this.#asking.get(projectId)
    if (under) {
      this.#again.add(projectId)
      return under
    }
    const asked = this.#askUntilNew(projectId).finally(() => this.#asking.delete(projectId))
    this.#asking.set(projectId, asked)
    return asked
  }

  /** Whether the app has listed this project in this session. */
  isWatched(projectId: string): boolean {
    return this.#watched.has(projectId)
  }

  /** The cloud has this project: where the app has listed it, and the cloud has not, it is asked for now. */
  exists(projectId: string): void {
    this.#existing.add(projectId)
    const isDue = !this.#askedAtMs.has(projectId) || this.#notThere.has(projectId)
    if (this.#watched.has(projectId) && isDue) void this.refresh(projectId)
  }

  close(): void {
    this.#life.abort()
    for (const { cancel } of this.#failures.values()) cancel()
  }

  async #askUntilNew(projectId: string): Promise<void> {
    const before = this.#failures.get(projectId)
    before?.cancel()
    do {
      this.#again.delete(projectId)
      try {
        if (!before) this.#ports.retries.fresh('media')
        await this.#ask(projectId)
        // Asked once more at once, after a failure: the try that was to follow it is not needed.
        this.#failures.get(projectId)?.cancel()
        if (this.#failures.delete(projectId)) this.#ports.retries.recovered('media')
      } catch (error) {
        this.#failed(projectId, error, before?.count ?? 0)
      }
    } while (this.#again.has(projectId) && !this.#life.signal.aborted)
  }

  #failed(projectId: string, error: unknown, failures: number): void {
    const verdict = classifyFailure(error)
    const isNotFound = verdict.kind === 'project-gone' && verdict.code === 'project-not-found'
    const mayPass = verdict.kind === 'retry' || verdict.kind === 'sign-in' || verdict.kind === 'storage'
    if (!(mayPass || (isNotFound && failures < askedAgainAtMost)) || this.#life.signal.aborted) {
      if (verdict.kind === 'project-gone') this.#notThere.add(projectId)
      return
    }
    this.#failures.get(projectId)?.cancel()
    const { random, retries } = this.#ports
    const afterMs = verdict.kind === 'retry' ? verdict.afterMs : undefined
    const waitMs = backoffMs({ failures, afterMs, fraction: random.fraction() })
    const { cancel } = retries.schedule('media', waitMs, () => void this.refresh(projectId))
    this.#failures.set(projectId, { count: failures + 1, cancel })
  }

  async #ask(projectId: string): Promise<void> {
    const { api, beforeAsking, book, clock, store } = this.#ports
    if (!this.#existing.has(projectId) && !(await isInCloud(store, projectId))) return
    this.#askedAtMs.set(projectId, clock.nowMs())
    this.#notThere.delete(projectId)
    const takeMissing = beforeAsking(projectId)
    const stored = new Map<string, boolean>()
    let query: ListMediaQuery = {}
    for (;;) {
      const reply = await api.call(listMedia, { params: { projectId }, query, signal: this.#life.signal })
      const { media, cursor } = reply.body
      const rows = media.map((one) => cloudRow(projectId, one))
      const changed = await book.takeListing(projectId, rows)
      if (!this.#life.signal.aborted) this.#onChange(changed)
      for (const row of rows) stored.set(row.assetId, isStored(row))
      if (cursor === undefined) break
      query = { cursor }
    }
    // What no version lists is not wanted, and not there for good: whoever has it does not send it again.
    const agreed = await agreedAssets(store, await store.get('lanes', projectId))
    const notHere = book.rows().filter((row) => row.projectId === projectId && row.mediaKey === undefined)
    const wanted = [...stored.keys(), ...agreed, ...notHere.map(({ assetId }) => assetId)]
    await takeMissing(wanted.filter((assetId) => !stored.get(assetId)))
  }
}

function cloudRow(projectId: string, media: MediaRow): CloudAssetRow {
  const { assetId, fileName, mime, sizeBytes, checksum, partRule, state } = media
  const row = { projectId, assetId, fileName, mime, sizeBytes, checksum, partRule, state }
  return { schemaVersion: 1, origin: 'cloud', ...row }
}
