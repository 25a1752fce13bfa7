/** The id already names other bytes in this project; an id names the same bytes for ever. */
export class AssetIdTaken extends Error {
  override readonly name = 'AssetIdTaken'
  readonly assetId: string

  constructor(assetId: string) {
    super(`Asset id ${assetId} names other bytes in this project: give another.`)
    this.assetId = assetId
  }
}
