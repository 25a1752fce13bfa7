import { type RefObject, useEffect, useState } from 'react'
import type { ProjectMedia } from '../media/project-media.ts'
import type { Player } from './player.ts'

/** Plays an asset in the element. Answers whether the element has something to show; the playhead waits for it from then on. */
export function useAttachedAsset(
  ref: RefObject<HTMLMediaElement | null>,
  assetId: string | undefined,
  { media, player }: { readonly media: ProjectMedia; readonly player: Player },
): boolean {
  const [isShown, setShown] = useState(false)
  useEffect(() => {
    const element = ref.current
    if (element === null || assetId === undefined) return
    let leaveStage = () => {}
    const enterStage = () => {
      leaveStage()
      leaveStage = player.enter(element)
      setShown(true)
    }
    element.addEventListener('loadstart', enterStage)
    const detach = media.attach(element, assetId)
    return () => {
      element.removeEventListener('loadstart', enterStage)
      detach()
      leaveStage()
      setShown(false)
    }
  }, [ref, assetId, media, player])
  return isShown
}
