import * as v from 'valibot'
import type { Item } from '../storage/dynamo-refused-item.ts'
import type { TransactItem } from '../storage/dynamo-transact.ts'
import type { AccountLimits } from './account-limits.ts'
import { type OverQuota, overQuota } from './over-quota.ts'
import { noUsage, type Usage, type UsageChange } from './usage.ts'

type Write = Omit<NonNullable<TransactItem['Update']>, 'TableName'>

const attributeOf = { storedBytes: 'stored_bytes', projects: 'projects', openUploads: 'open_uploads' } as const
const counted = Object.keys(attributeOf) as (keyof Usage)[]

const timeMs = v.pipe(v.number(), v.safeInteger(), v.minValue(0))
const count = v.optional(v.pipe(v.number(), v.safeInteger()), 0)
/** Rows that are older than the counting may have been taken away since: a count may be below what is there, even below 0. */
const Row = v.object({
  stored_bytes: count,
  projects: count,
  open_uploads: count,
  rev: count,
  erasure_at: v.optional(timeMs),
})

export interface CountedAccount {
  readonly usage: Usage
  /** Raised by each change: whoever counts anew sets a count only where it has not moved meanwhile. */
  readonly rev: number
  /** What was there then is to go, as its user wished, in ms; absent where nobody did. */
  readonly erasedByMs?: number
}

/**
 * The counts as they stand, also where they are below 0.
 *
 * @throws ValiError when the row is not one this code has written
 */
export function readCounts(item: Item | undefined): CountedAccount {
  if (item === undefined) return { usage: noUsage, rev: 0 }
  const { stored_bytes, projects, open_uploads, rev, erasure_at } = v.parse(Row, item)
  const erased = erasure_at === undefined ? {} : { erasedByMs: erasure_at }
  return { usage: { storedBytes: stored_bytes, projects, openUploads: open_uploads }, rev, ...erased }
}

/** @throws ValiError when the row is not one this code has written */
export function readAccount(item: Item | undefined): CountedAccount {
  const { usage, ...account } = readCounts(item)
  const { storedBytes, projects, openUploads } = usage
  return {
    usage: {
      storedBytes: atLeast0(storedBytes),
      projects: atLeast0(projects),
      openUploads: atLeast0(openUploads),
    },
    ...account,
  }
}

/** Sets what was counted anew, where nothing was counted since. */
export function setCounts(userId: string, rev: number, usage: Usage) {
  return {
    Key: accountKey(userId),
    UpdateExpression: `SET ${counted.map((name) => `${attributeOf[name]} = :${attributeOf[name]}`).join(', ')} ADD rev :one`,
    ConditionExpression: rev === 0 ? 'attribute_not_exists(rev) OR rev = :rev' : 'rev = :rev',
    ExpressionAttributeValues: {
      ...Object.fromEntries(counted.map((name) => [`:${attributeOf[name]}`, usage[name]])),
      ...{ ':rev': rev, ':one': 1 },
    },
  }
}

/**
 * Counts a change, in the transaction that makes it. What a change raises is refused where it would go over the limit;
 * what it lowers never is.
 */
export function countUsage(userId: string, change: UsageChange, limits?: AccountLimits): Write {
  const changed = counted.filter((name) => (change[name] ?? 0) !== 0)
  const held = changed.flatMap((name) => {
    const [by, limit] = [change[name] ?? 0, limits?.[name] ?? 'none']
    return by > 0 && limit !== 'none'
      ? [{ attribute: attributeOf[name], name: `:room_${attributeOf[name]}`, room: limit - by }]
      : []
  })
  const adds = changed.map((name) => `${attributeOf[name]} :${attributeOf[name]}`)
  const conditions = held.map(({ attribute, name, room }) =>
    room < 0 ? `${attribute} <= ${name}` : `(attribute_not_exists(${attribute}) OR ${attribute} <= ${name})`,
  )
  return {
    Key: accountKey(userId),
    UpdateExpression: `ADD ${['rev :one', ...adds].join(', ')}`,
    ...(conditions.length === 0 ? {} : { ConditionExpression: conditions.join(' AND ') }),
    ExpressionAttributeValues: {
      ':one': 1,
      ...Object.fromEntries(changed.map((name) => [`:${attributeOf[name]}`, change[name]])),
      ...Object.fromEntries(held.map(({ name, room }) => [name, room])),
    },
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
  }
}

/**
 * Which limit refused a change, from the account's row as it stood in the way.
 *
 * @throws Error where no limit can have
 */
export function readOverQuota(item: Item | undefined, change: UsageChange, limits: AccountLimits): OverQuota {
  const over = overQuota(readAccount(item).usage, change, limits)
  if (over === undefined) throw new Error('A change of an account was refused that is within its limits.')
  return over
}

/** Tells when everything was first wished gone under this id, in ms; `erasure_at` tells of the last of these wishes. */
export function wishAttribute(erasureId: string) {
  return `erasure#${erasureId}`
}

/**
 * When that was, in ms; of the wish that an older release wrote down, what was made until the last one goes anyway.
 *
 * @throws ValiError when the row tells nothing of such a wish
 */
export function readWish(item: Item | undefined, erasureId: string): number {
  return v.parse(timeMs, item?.[wishAttribute(erasureId)] ?? item?.erasure_at)
}

export function accountKey(userId: string) {
  return { user_id: userId }
}

function atLeast0(value: number): number {
  return Math.max(0, value)
}
