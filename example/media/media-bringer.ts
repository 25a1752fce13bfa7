import type { AssetView } from 'reelsync'
import type { EditorSession } from '../editor/editor-session.ts'
import { addToBin, mediaBin } from '../timeline/media-bin.ts'
import type { Workspace } from '../workspace/workspace.ts'
import { probeMedia } from './probe-media.ts'

/**
 * Puts a file that was kept on this device, but not in the document (the page ended in between), back into the bin;
 * and fetches what other devices added, so that the project plays offline too. One file after the other.
 */
export class MediaBringer {
  readonly #workspace: Workspace
  readonly #session: EditorSession
  readonly #leaving = new AbortController()
  /** What has been looked at, and where the file was then: asked again only when that changed. */
  readonly #seen = new Set<string>()
  readonly #queue: AssetView[] = []
  #isBringing = false

  constructor(workspace: Workspace, session: EditorSession) {
    this.#workspace = workspace
    this.#session = session
  }

  see(views: readonly AssetView[]): void {
    for (const view of views) {
      const key = `${view.assetId} ${view.onThisDevice} ${view.inTheCloud}`
      if (this.#seen.has(key) || !canBeHad(view)) continue
      this.#seen.add(key)
      this.#queue.push(view)
    }
    void this.#bringAll()
  }

  close(): void {
    this.#leaving.abort()
  }

  async #bringAll(): Promise<void> {
    if (this.#isBringing) return
    this.#isBringing = true
    for (let view = this.#queue.shift(); view !== undefined; view = this.#queue.shift()) {
      if (!this.#leaving.signal.aborted) await this.#bring(view)
    }
    this.#isBringing = false
  }

  async #bring({ assetId, projectId, fileName, mime }: AssetView): Promise<void> {
    const { signal } = this.#leaving
    const { sync, pictures } = this.#workspace
    const picture = await pictures.get(assetId)
    const file = await sync.assets.open(projectId, assetId, { signal }).catch(() => undefined)
    if (file === undefined || signal.aborted || (picture !== undefined && this.#isListed(assetId))) return
    const probe = await probeMedia(new File([file], fileName, { type: mime }))
    if (signal.aborted) return
    if (picture === undefined) await pictures.put(assetId, probe.picture)
    const media = { assetId, fileName, mime, kind: probe.kind, durationS: probe.durationS }
    if (!this.#isListed(assetId))
      this.#session.dispatch({ kind: 'edited', edit: (timeline) => addToBin(timeline, media) })
  }

  #isListed(assetId: string): boolean {
    return mediaBin(this.#session.get().content.timeline).some((media) => media.assetId === assetId)
  }
}

function canBeHad({ onThisDevice, transfer }: AssetView): boolean {
  return onThisDevice ? transfer.phase !== 'preparing' : transfer.phase === 'stored'
}
