import * as v from 'valibot'
import { removeMark } from '../garbage/dynamo-mark-attributes.ts'
import type { Item } from '../storage/dynamo-refused-item.ts'
import type { TransactItem } from '../storage/dynamo-transact.ts'
import type { Mark } from './mark.ts'

type Update = Omit<NonNullable<TransactItem['Update']>, 'TableName' | 'Key'>

const wholeNumber = v.pipe(v.number(), v.safeInteger(), v.minValue(0))
const Row = v.union([
  v.object({ unreferenced_since: wholeNumber, unreferenced_seen: wholeNumber }),
  v.object({ unreferenced_since: v.optional(v.undefined()), unreferenced_seen: v.optional(v.undefined()) }),
])

/** @throws ValiError when the row's mark is not one this code has written */
export function readMark(item: Item): { readonly mark?: Mark } {
  const { unreferenced_since: sinceMs, unreferenced_seen: seenMs } = v.parse(Row, item)
  return sinceMs === undefined || seenMs === undefined ? {} : { mark: { sinceMs, seenMs } }
}

/** Gives a row its mark, or takes it off, where the row is as `held` says and has the mark that was read. */
export function writeMark(was: Mark | undefined, mark: Mark | undefined, held: string): Update {
  const asRead = was === undefined ? 'attribute_not_exists(unreferenced_seen)' : 'unreferenced_seen = :was'
  return {
    UpdateExpression:
      mark === undefined ? `REMOVE ${removeMark}` : 'SET unreferenced_since = :since, unreferenced_seen = :seen',
    ConditionExpression: `${held} AND ${asRead}`,
    ExpressionAttributeValues: {
      ...(mark === undefined ? {} : { ':since': mark.sinceMs, ':seen': mark.seenMs }),
      ...(was === undefined ? {} : { ':was': was.seenMs }),
    },
  }
}

/** The condition on a row that is to be taken away for the mark that was read. */
export function hasMark(mark: Mark) {
  return {
    ConditionExpression: 'unreferenced_seen = :seen',
    ExpressionAttributeValues: { ':seen': mark.seenMs },
  }
}
