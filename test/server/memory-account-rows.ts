import type {
  AccountRows,
  HeldAsset,
  Holdings,
  Referring,
  SweptMedia,
  SweptProject,
  SweptVersion,
} from '../../lambdas/housekeeping/account-rows.ts'
import type { StoredAssetIds, StoredDocument } from '../../lambdas/projects/project-row.ts'
import type { ProjectPlace } from '../../lambdas/versions/version-row.ts'
import { type MemoryDatabase, rowKey } from '../../testing/cloud/memory-database.ts'

export class MemoryAccountRows implements AccountRows {
  readonly #database: MemoryDatabase

  constructor(database: MemoryDatabase) {
    this.#database = database
  }

  async holdings(userId: string): Promise<Holdings> {
    const { assets, snapshots, garbage, marks } = this.#database
    return {
      assets: below(assets, userId).map(([key, asset]) => this.#held(key, asset)),
      snapshots: below(snapshots, userId).map(([key, { id, storageKey, sizeBytes }]) => {
        return { userId, id, storageKey, sizeBytes, ...named('mark', marks.get(key)) }
      }),
      garbage: below(garbage, userId).map(([, one]) => one),
    }
  }

  async projects(userId: string): Promise<readonly SweptProject[]> {
    const { projects, keptRevs, purging } = this.#database
    return below(projects, userId).map(([key, row]) => ({
      ...{
        place: { userId, projectId: row.id },
        version: row.version,
        createdAtMs: row.createdAtMs,
        updatedAtMs: row.updatedAtMs,
      },
      ...named('keptRev', keptRevs.get(key)),
      ...named('deletedAtMs', row.deletedAtMs),
      ...named('purgingAtMs', purging.get(key)),
      ...referring(row),
    }))
  }

  async versions({ userId, projectId }: ProjectPlace, nowMs: number): Promise<readonly SweptVersion[]> {
    const mine = below(this.#database.versions, userId, projectId).map(([, { row }]) => row)
    return mine.filter(({ expiresAtMs }) => expiresAtMs > nowMs).map((row) => ({ id: row.id, ...referring(row) }))
  }

  async media({ userId, projectId }: ProjectPlace): Promise<readonly SweptMedia[]> {
    const { media, marks } = this.#database
    return below(media, userId, projectId).map(([key, item]) => ({ ...item, ...named('mark', marks.get(key)) }))
  }

  #held(key: string, asset: HeldAsset['asset']): HeldAsset {
    const { pins, pinnedAt, touchedAt } = this.#database
    const times = { pinnedAtMs: pinnedAt.get(key) ?? 0, updatedAtMs: touchedAt.get(key) ?? 0 }
    return { asset, ...named('pins', pins.get(key)), ...times }
  }
}

function referring(row: { readonly document: StoredDocument; readonly assetIds: StoredAssetIds }): Referring {
  const { document, assetIds } = row
  const objects = [
    document.kind === 'snapshot' ? [document.object.id] : [],
    assetIds.kind === 'object' ? [assetIds.object.id] : [],
  ]
  return { objectIds: objects.flat(), assetIds }
}

function below<Row>(rows: ReadonlyMap<string, Row>, ...key: readonly string[]): [string, Row][] {
  return [...rows].filter(([one]) => one.startsWith(`${rowKey(...key)}#`))
}

/** As a row has it: what is not there is left out. */
function named<Name extends string, Value>(name: Name, value: Value | undefined): { readonly [Key in Name]?: Value } {
  return (value === undefined ? {} : { [name]: value }) as { readonly [Key in Name]?: Value }
}
