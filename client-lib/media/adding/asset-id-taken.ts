/** The id already names other bytes in this project; an id names the same bytes for ever. */
export class AssetIdTaken extends Error {
  override readonly name = 'AssetIdTaken'
  readonly assetId: string

  constructor(assetId: string) {
    super(`The asset id ${assetId} already names other bytes in this project.`)
    this.assetId = assetId
  }
}
