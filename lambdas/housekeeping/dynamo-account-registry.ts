import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb'
import { type DynamoDBDocumentClient, ScanCommand, UpdateCommand, type UpdateCommandInput } from '@aws-sdk/lib-dynamodb'
import * as v from 'valibot'
import { accountKey } from '../accounts/dynamo-account-attributes.ts'
import type { Item } from '../storage/dynamo-refused-item.ts'
import type { AccountPage, AccountRegistry, Lease, LeaseOutcome, Pass } from './account-registry.ts'
import { LeaseLost } from './lease-lost.ts'

/** No user's: an id is base64url. */
const placeKey = '#housekeeping'
const accountsAPage = 100

const wholeNumber = v.pipe(v.number(), v.safeInteger(), v.minValue(0))
const Place = v.object({
  pass_started_at: v.optional(wholeNumber),
  pass_after: v.optional(v.string()),
  pass_done: v.optional(v.boolean(), false),
})
const Account = v.object({ user_id: v.string() })

/** The rows that count the accounts, and one more among them for the place that was come to. */
export class DynamoAccountRegistry implements AccountRegistry {
  readonly #client: DynamoDBDocumentClient
  readonly #table: string

  constructor(client: DynamoDBDocumentClient, table: string) {
    this.#client = client
    this.#table = table
  }

  async lease({ owner, untilMs }: Lease, nowMs: number): Promise<LeaseOutcome> {
    try {
      const { Attributes } = await this.#update({
        UpdateExpression: 'SET lease_owner = :owner, lease_until = :until',
        ConditionExpression: 'attribute_not_exists(lease_owner) OR lease_owner = :owner OR lease_until <= :now',
        ExpressionAttributeValues: { ':owner': owner, ':until': untilMs, ':now': nowMs },
        ReturnValues: 'ALL_NEW',
      })
      return { kind: 'leased', pass: passOf(Attributes ?? {}) }
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return { kind: 'held' }
      throw error
    }
  }

  async save(owner: string, pass: Pass): Promise<void> {
    const after = pass.state === 'under-way' ? pass.after : undefined
    const place = after === undefined ? ' REMOVE pass_after' : ', pass_after = :after'
    await this.#own(owner, {
      UpdateExpression: `SET pass_started_at = :started, pass_done = :done${place}`,
      ExpressionAttributeValues: {
        ...{ ':started': pass.startedAtMs, ':done': pass.state === 'done' },
        ...(after === undefined ? {} : { ':after': after }),
      },
    })
  }

  async page(after: string | undefined): Promise<AccountPage> {
    const scan = {
      TableName: this.#table,
      ConsistentRead: true,
      ProjectionExpression: 'user_id',
      Limit: accountsAPage,
    }
    let from: Item | undefined = after === undefined ? undefined : accountKey(after)
    for (;;) {
      const position = from === undefined ? {} : { ExclusiveStartKey: from }
      const { Items = [], LastEvaluatedKey } = await this.#client.send(new ScanCommand({ ...scan, ...position }))
      const userIds = Items.map((item) => v.parse(Account, item).user_id).filter((id) => id !== placeKey)
      const isLast = LastEvaluatedKey === undefined
      // The store may end a page before it has come to any account: from no account there is no going on.
      if (isLast || userIds.length > 0) return { userIds, isLast }
      from = LastEvaluatedKey
    }
  }

  async release(owner: string): Promise<void> {
    await this.#own(owner, { UpdateExpression: 'REMOVE lease_owner, lease_until' })
  }

  async #own(owner: string, update: Omit<UpdateCommandInput, 'TableName' | 'Key'>): Promise<void> {
    const { ExpressionAttributeValues: values = {} } = update
    try {
      await this.#update({
        ...update,
        ConditionExpression: 'lease_owner = :owner',
        ExpressionAttributeValues: { ...values, ':owner': owner },
      })
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) throw new LeaseLost({ cause: error })
      throw error
    }
  }

  #update(update: Omit<UpdateCommandInput, 'TableName' | 'Key'>) {
    return this.#client.send(new UpdateCommand({ TableName: this.#table, Key: accountKey(placeKey), ...update }))
  }
}

/** @throws ValiError when the row is not one this code has written */
function passOf(item: Item): Pass | undefined {
  const { pass_started_at: startedAtMs, pass_after: after, pass_done: isDone } = v.parse(Place, item)
  if (startedAtMs === undefined) return undefined
  return isDone ? { startedAtMs, state: 'done' } : { startedAtMs, state: 'under-way', after }
}
