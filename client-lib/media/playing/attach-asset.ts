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
 * @returns detaches: the element is empty afterwards, unless it plays something else by then, and nothing is left
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
  let state: Playback = { kind: 'asking', failed: { atS: 0, times: 0 }, asks: 0 }
  /** Where it is, or was sought to, and whether it plays: what an element says of itself once it has failed is neither. */
  let place = 0
  let plays = false
  let address: AssetUrl | undefined
  /** By this device's clock from end to end, however wrong it is. */
  let goodUntilMs = Number.POSITIVE_INFINITY
  /** As the element names the address it was given, here or elsewhere. */
  let { src } = element
  let stopWaiting = () => {}

  function take(event: PlaybackEvent): void {
    const before = state
    state = nextPlayback(before, event)
    if (signal.aborted || state === before) return
    stopWaiting()
    if (state.kind === 'asking' && !state.isOvertaken) void ask()
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
    const atS = address ? place : currentTime
    address?.release()
    address = found
    goodUntilMs = found.from === 'cloud' ? clock.nowMs() + limits.urlLifeSeconds * 1000 : Number.POSITIVE_INFINITY
    element.src = found.url
    src = element.src
    element.currentTime = atS
    element.playbackRate = playbackRate
    // An app that pauses meanwhile ends this; it has nothing to be told.
    if (!paused) element.play().catch(() => {})
  }

  const cameTo = () => {
    // One that was just given an address tells of no place of its own.
    if (element.readyState === 0) return
    place = element.currentTime
  }
  const note = () => {
    if (element.error) return
    cameTo()
    plays = !element.paused
  }
  const needs = () => {
    if (clock.nowMs() >= goodUntilMs && !isBuffered(element)) take({ kind: 'ran-dry' })
  }
  const failed = () => {
    // Chromium pauses what fails, and tells nobody; played again it says by itself whether its user pauses it meanwhile.
    if (plays && element.paused) element.play().catch(() => {})
    take({ kind: 'element-failed', atS: place, cause: element.error })
  }
  for (const name of ['timeupdate', 'seeked', 'play', 'pause']) element.addEventListener(name, note, { signal })
  element.addEventListener('seeking', cameTo, { signal })
  for (const name of ['waiting', 'seeking']) element.addEventListener(name, needs, { signal })
  element.addEventListener('error', failed, { signal })
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
    // It may be another's by now.
    if (element.src === src) {
      element.removeAttribute('src')
      element.load()
    }
    address?.release()
  }
}

/** Whether the element has what it is at. */
function isBuffered({ buffered, currentTime }: MediaElement): boolean {
  for (let index = 0; index < buffered.length; index += 1)
    if (buffered.start(index) <= currentTime && currentTime < buffered.end(index)) return true
  return false
}
