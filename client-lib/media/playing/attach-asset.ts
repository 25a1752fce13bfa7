import * as limits from '#contract/limits.ts'
import { CryptoRandom } from '../../runtime/crypto-random.ts'
import { SystemClock } from '../../runtime/system-clock.ts'
import type { AssetsApi, AssetUrl } from '../assets-api.ts'
import type { MediaElement } from './media-element.ts'
import { nextPlayback, type Playback, type PlaybackEvent } from './playback.ts'

/** Which asset plays, and who is told when it cannot. */
export interface AttachOptions {
  readonly projectId: string
  readonly assetId: string
  /** Told once, when the element gets no other address: what it or the cloud said. Attach anew to try again. */
  readonly onFailure?: (cause: unknown) => void
}

/**
 * Plays an asset in a `<video>` or `<audio>` at once: from this device's copy, else from the store while it is fetched
 * by the element itself. An address that expires in the middle, or a copy that leaves the device, is replaced by another,
 * and the element goes on at its place, at its speed, playing if it played. What is not in the cloud yet plays once it is.
 *
 * @returns detaches: the element is empty afterwards, and nothing is left
 * @example
 * const detach = attachAsset(video, sync.assets, { projectId, assetId })
 * await video.play()
 */
export function attachAsset(
  element: MediaElement,
  assets: Pick<AssetsApi, 'url' | 'subscribe'>,
  { projectId, assetId, onFailure }: AttachOptions,
  { clock, random } = { clock: new SystemClock(), random: new CryptoRandom() },
): () => void {
  const life = new AbortController()
  const { signal } = life
  let state: Playback = { kind: 'asking', atS: 0, failures: 0 }
  let address: AssetUrl | undefined
  /** By this device's clock from end to end, however wrong it is. */
  let goodUntilMs = Number.POSITIVE_INFINITY
  let stopWaiting = () => {}

  function take(event: PlaybackEvent): void {
    const before = state
    state = nextPlayback(before, event)
    if (signal.aborted || state === before) return
    stopWaiting()
    if (state.kind === 'asking') void ask()
    if (state.kind === 'waiting' && state.waitMs !== undefined)
      stopWaiting = clock.schedule(state.waitMs, () => take({ kind: 'woken' }))
    if (state.kind === 'given-up') onFailure?.(state.cause)
  }

  async function ask(): Promise<void> {
    try {
      const found = await assets.url(projectId, assetId, { signal })
      if (found && !signal.aborted) show(found)
      else found?.release()
      take({ kind: found ? 'addressed' : 'absent' })
    } catch (cause) {
      take({ kind: 'not-addressed', cause, fraction: random.fraction() })
    }
  }

  /** A new `src` resets the element: where it was, how fast, and that it played is given back to it. */
  function show(found: AssetUrl): void {
    const { paused, playbackRate, currentTime } = element
    const atS = address && 'atS' in state ? state.atS : currentTime
    address?.release()
    address = found
    goodUntilMs = found.from === 'cloud' ? clock.nowMs() + limits.urlLifeSeconds * 1000 : Number.POSITIVE_INFINITY
    element.src = found.url
    element.currentTime = atS
    element.playbackRate = playbackRate
    // An app that pauses meanwhile ends this; it has nothing to be told.
    if (!paused) element.play().catch(() => {})
  }

  const cameTo = () => {
    // An element that failed, or was just given an address, tells of no place of its own.
    if (element.error || element.readyState === 0) return
    take({ kind: 'came-to', atS: element.currentTime, hasData: element.readyState > 1 && !element.seeking })
  }
  const needs = () => {
    if (clock.nowMs() >= goodUntilMs && !isBuffered(element)) take({ kind: 'ran-dry' })
  }
  for (const name of ['timeupdate', 'seeking', 'seeked']) element.addEventListener(name, cameTo, { signal })
  for (const name of ['waiting', 'seeking']) element.addEventListener(name, needs, { signal })
  element.addEventListener('error', () => take({ kind: 'element-failed', cause: element.error }), { signal })
  const leave = assets.subscribe((view) => {
    if (view.assetId === assetId && view.projectId === projectId && (view.inTheCloud || view.onThisDevice))
      take({ kind: 'woken' })
  })
  void ask()
  return () => {
    if (signal.aborted) return
    life.abort()
    leave()
    stopWaiting()
    element.removeAttribute('src')
    element.load()
    address?.release()
  }
}

/** Whether the element has what it is at. */
function isBuffered({ buffered, currentTime }: MediaElement): boolean {
  for (let index = 0; index < buffered.length; index += 1)
    if (buffered.start(index) <= currentTime && currentTime < buffered.end(index)) return true
  return false
}
