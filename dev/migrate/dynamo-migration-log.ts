import { type DynamoDBDocumentClient, GetCommand, ScanCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb'
import * as v from 'valibot'
import type { MigrationLog, Progress } from './migration-log.ts'
import { Tally } from './tally.ts'

const Row = v.object({
  name: v.string(),
  state: v.picklist(['begun', 'made']),
  tally: v.optional(Tally),
  position: v.optional(v.record(v.string(), v.unknown())),
})

/** A row a migration, in a table of the stack's own that no function can reach. */
export class DynamoMigrationLog implements MigrationLog {
  readonly #client: DynamoDBDocumentClient
  readonly #table: string

  constructor(client: DynamoDBDocumentClient, table: string) {
    this.#client = client
    this.#table = table
  }

  async executed(): Promise<string[]> {
    // There are a few: one page holds thousands.
    const { Items = [] } = await this.#client.send(new ScanCommand({ TableName: this.#table, ConsistentRead: true }))
    return Items.map((item) => v.parse(Row, item)).flatMap(({ name, state }) => (state === 'made' ? [name] : []))
  }

  async logMigration({ name }: { readonly name: string }): Promise<void> {
    await this.#update(name, 'SET #state = :state, changed_at = :at REMOVE #position', { ':state': 'made' })
  }

  async unlogMigration({ name }: { readonly name: string }): Promise<void> {
    await this.#update(name, 'SET #state = :state, changed_at = :at REMOVE #position', { ':state': 'begun' })
  }

  async progressOf(name: string): Promise<Progress | undefined> {
    const { Item } = await this.#client.send(
      new GetCommand({ TableName: this.#table, Key: { name }, ConsistentRead: true }),
    )
    if (Item === undefined) return undefined
    const { tally, position } = v.parse(Row, Item)
    return tally === undefined ? undefined : { tally, position }
  }

  async keep(name: string, { tally, position }: Progress): Promise<void> {
    const place = position === undefined ? 'REMOVE #position' : ', #position = :position'
    await this.#update(name, `SET #state = :state, changed_at = :at, tally = :tally ${place}`, {
      ':state': 'begun',
      ':tally': tally,
      ...(position === undefined ? {} : { ':position': position }),
    })
  }

  async #update(name: string, UpdateExpression: string, values: object): Promise<void> {
    await this.#client.send(
      new UpdateCommand({
        TableName: this.#table,
        Key: { name },
        UpdateExpression,
        ExpressionAttributeNames: { '#state': 'state', '#position': 'position' },
        ExpressionAttributeValues: { ':at': new Date().toISOString(), ...values },
      }),
    )
  }
}
