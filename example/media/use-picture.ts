import { useEffect, useState } from 'react'
import { useWorkspace } from '../workspace/workspace-context.ts'
import type { Picture } from './picture.ts'

/** The picture of an asset, as soon as there is one. */
export function usePicture(assetId: string | undefined): Picture | undefined {
  const { pictures } = useWorkspace()
  const [picture, setPicture] = useState<Picture>()
  useEffect(() => {
    let current = true
    setPicture(undefined)
    if (assetId === undefined) return
    void pictures.get(assetId).then((got) => current && got && setPicture(got))
    const unsubscribe = pictures.subscribe((changed, made) => changed === assetId && setPicture(made))
    return () => {
      current = false
      unsubscribe()
    }
  }, [pictures, assetId])
  return picture
}
