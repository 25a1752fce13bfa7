/** What the cloud sent is not what was uploaded, twice; nothing of it was kept. */
export class AssetDamaged extends Error {
  override readonly name = 'AssetDamaged'
  readonly assetId: string

  constructor(assetId: string) {
    super('The file that arrived is not the one that was uploaded. It was not kept; try again later.')
    this.assetId = assetId
  }
}
