/** As many digits as `limits.latestVersion` has. */
const digits = 12

/** The contract's name of a version that was in force, or of one that was kept by this mutation. */
export function versionId(version: number, mutationId?: string): string {
  return mutationId === undefined ? String(version) : `${version}~${mutationId}`
}

/** Its sort key: by text in the order of versions, what was kept right after the version it was made on. */
export function sortKeyOf(id: string): string {
  const [version = '', ...kept] = id.split('~')
  return [version.padStart(digits, '0'), ...kept].join('~')
}

const sortKey = /^0*((?:0|[1-9]\d*)(?:~[A-Za-z0-9_-]+)?)$/

/** @throws RangeError when the key is not one that `sortKeyOf` makes */
export function idOfSortKey(key: string): string {
  const [, id] = sortKey.exec(key) ?? []
  if (id === undefined || sortKeyOf(id) !== key) throw new RangeError(`${key} is no version's sort key.`)
  return id
}

export function versionOf(id: string): number {
  return Number.parseInt(id, 10)
}
