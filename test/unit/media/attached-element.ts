import type { AssetUrl, AssetView } from '../../../client-lib/media/assets-api.ts'
import { attachAsset } from '../../../client-lib/media/playing/attach-asset.ts'
import { HandClock } from '../../../testing/time/hand-clock.ts'
import { FakeElement } from './fake-element.ts'
import { projectId } from './uploaded-asset.ts'

type Answer = string | undefined | Error

const assetId = 'clip'
export const settled = () => new Promise(setImmediate)

/** An element attached to an asset whose addresses the test gives, in turn. */
export async function attached(answers: (Answer | Promise<Answer>)[], element = new FakeElement()) {
  const clock = new HandClock()
  const released: string[] = []
  const failures: unknown[] = []
  const listeners = new Set<(view: AssetView) => void>()
  const assets = {
    url: async (): Promise<AssetUrl | undefined> => {
      const answer = await answers.shift()
      if (answer instanceof Error) throw answer
      if (answer === undefined) return undefined
      return { from: 'cloud', url: answer, expiresAtMs: 0, release: () => released.push(answer) }
    },
    subscribe: (listener: (view: AssetView) => void) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
  const random = { fraction: () => 0.5, id: () => 'id' }
  const asset = { projectId, assetId, onFailure: (cause: unknown) => failures.push(cause) }
  const media = element as unknown as HTMLMediaElement
  const detach = attachAsset(media, assets, asset, { clock, random })
  const tell = (view: Pick<AssetView, 'assetId' | 'inTheCloud'>) => {
    for (const listener of listeners) listener({ projectId, onThisDevice: false, ...view } as AssetView)
  }
  await settled()
  return { element, clock, released, failures, listeners, detach, tell }
}
