import { type AssetUrl, attachAsset, type CloudSync } from 'reelsync'

/** The media of one project, as the preview shows them: at once, wherever they are. */
export interface ProjectMedia {
  /** Plays an asset in an element; returns how to end that. */
  attach(element: HTMLMediaElement, assetId: string): () => void
  /** Undefined where the asset is not to be had now. */
  url(assetId: string): Promise<AssetUrl | undefined>
}

export function createProjectMedia({ assets }: Pick<CloudSync, 'assets'>, projectId: string): ProjectMedia {
  return {
    attach: (element, assetId) => attachAsset(element, assets, { projectId, assetId }),
    url: (assetId) => assets.url(projectId, assetId).catch(() => undefined),
  }
}
