import type { UpdateCommandInput } from '@aws-sdk/lib-dynamodb'
import { versionOf } from '../../lambdas/migrations/row-version.ts'
import { upcastRow } from '../../lambdas/migrations/upcast-row.ts'
import type { Item } from '../../lambdas/storage/dynamo-refused-item.ts'
import type { RowShape } from './row-shapes.ts'

/**
 * The update that brings a stored row to a version; undefined where it is there already. Pure.
 *
 * It touches what the steps change, and nothing else. Its condition is that the row is as it was read in all that the
 * steps look at: what is written meanwhile beside that stays, and a row that changed in it is to be read again.
 *
 * @param row at least its keys, its version and what the steps look at
 * @throws RowTooNew | ValiError
 */
export function rowRewrite(shape: RowShape, row: Item, toVersion: number): RowRewrite | undefined {
  const from = versionOf(row)
  if (from >= toVersion) return undefined
  const newer = upcastRow(shape.upcasters, row, toVersion)
  const names = new Names()
  const set = Object.entries(newer).filter(([name, value]) => row[name] !== value)
  const removed = shape.upcasters.slice(from - 1, toVersion - 1).flatMap(({ removes = [] }) => removes)
  const gone = removed.filter((name) => !(name in newer))
  const sets = set.map(([name, value]) => `${names.of(name)} = ${names.valueOf(value)}`)
  const removes = gone.length === 0 ? '' : ` REMOVE ${gone.map((name) => names.of(name)).join(', ')}`
  const asRead = lookedAt(shape, toVersion).map((name) =>
    name in row ? `${names.of(name)} = ${names.valueOf(row[name])}` : `attribute_not_exists(${names.of(name)})`,
  )
  return {
    Key: keyOf(shape, row),
    UpdateExpression: `SET ${sets.join(', ')}${removes}`,
    ConditionExpression: asRead.join(' AND '),
    ExpressionAttributeNames: names.names,
    ExpressionAttributeValues: names.values,
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
  }
}

type RowRewrite = Omit<UpdateCommandInput, 'TableName'>

/** What must be read of a row to rewrite it, beside its keys. */
export function lookedAt({ upcasters }: RowShape, toVersion: number): string[] {
  return [...new Set(['schema_version', ...upcasters.slice(0, toVersion - 1).flatMap(({ reads }) => reads)])]
}

export function keyOf({ keys }: RowShape, row: Item): Record<string, unknown> {
  return Object.fromEntries(keys.map((key) => [key, row[key]]))
}

/** Placeholders, for an attribute may be named as one of DynamoDB's own words. */
class Names {
  readonly names: Record<string, string> = {}
  readonly values: Record<string, unknown> = {}

  of(name: string): string {
    const known = Object.keys(this.names).find((key) => this.names[key] === name)
    if (known !== undefined) return known
    const key = `#n${Object.keys(this.names).length}`
    this.names[key] = name
    return key
  }

  valueOf(value: unknown): string {
    const key = `:v${Object.keys(this.values).length}`
    this.values[key] = value
    return key
  }
}
