import type { MediaRow } from '#contract/media.ts'
import type { Clock } from '../runtime/clock.ts'
import type { ApiClient } from '../transport/api-client.ts'
import type { AssetBook } from './asset-book.ts'
import type { AssetRow, CloudAssetRow } from './asset-row.ts'

/** A list is shown at the latest after this, from what was known before. */
const patienceMs = 3000
/** An app may list at every change it hears of; the cloud is asked this seldom. */
const freshForMs = 5000

/** What the cloud lists of each project's media, kept in the book. */
export class CloudListing {
  readonly #ports: { api: ApiClient; book: AssetBook; clock: Clock }
  readonly #onChange: (rows: readonly AssetRow[]) => void
  readonly #asking = new Map<string, Promise<void>>()
  readonly #askedAtMs = new Map<string, number>()
  readonly #life = new AbortController()

  constructor(ports: { api: ApiClient; book: AssetBook; clock: Clock }, onChange: (rows: readonly AssetRow[]) => void) {
    this.#ports = ports
    this.#onChange = onChange
  }

  /** Waits, but not for long, for the first listing of a project; later ones arrive by `onChange`. */
  async known(projectId: string): Promise<void> {
    const first = !this.#askedAtMs.has(projectId)
    const { clock } = this.#ports
    const stale = clock.nowMs() - (this.#askedAtMs.get(projectId) ?? Number.NEGATIVE_INFINITY) >= freshForMs
    const asked = stale ? this.refresh(projectId) : this.#asking.get(projectId)
    if (!first || !asked) return
    let stop = () => {}
    const enough = new Promise<void>((resolve) => {
      stop = clock.schedule(patienceMs, resolve)
    })
    await Promise.race([asked, enough])
    stop()
  }

  /** Asks now. Never throws: what was known before stays. */
  refresh(projectId: string): Promise<void> {
    const under = this.#asking.get(projectId)
    if (under) return under
    const asked = this.#ask(projectId).catch(() => {})
    this.#asking.set(projectId, asked)
    return asked.finally(() => this.#asking.delete(projectId))
  }

  /** Whether this project was listed in this session. */
  isWatched(projectId: string): boolean {
    return this.#askedAtMs.has(projectId)
  }

  close(): void {
    this.#life.abort()
  }

  async #ask(projectId: string): Promise<void> {
    this.#askedAtMs.set(projectId, this.#ports.clock.nowMs())
    const { api, book } = this.#ports
    const reply = await api.call('listMedia', { params: { projectId }, signal: this.#life.signal })
    if (reply.kind === 'not-modified') return
    const changed = await book.takeListing(
      projectId,
      reply.body.media.map((media) => cloudRow(projectId, media)),
    )
    if (!this.#life.signal.aborted) this.#onChange(changed)
  }
}

function cloudRow(projectId: string, media: MediaRow): CloudAssetRow {
  const { assetId, fileName, mime, sizeBytes, checksum, partRule, state } = media
  const row = { projectId, assetId, fileName, mime, sizeBytes, checksum, partRule, state }
  return { schemaVersion: 1, origin: 'cloud', ...row }
}
