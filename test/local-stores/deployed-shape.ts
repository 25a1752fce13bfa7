import type { CreateTableCommandInput } from '@aws-sdk/client-dynamodb'
import type { CORSRule } from '@aws-sdk/client-s3'
import * as v from 'valibot'
import { stageNamed } from '../../infra/stages.ts'
import { synthesized } from '../infra/synthesized.ts'

const Key = v.array(v.object({ AttributeName: v.string(), KeyType: v.picklist(['HASH', 'RANGE']) }))
const Projection = v.object({
  ProjectionType: v.picklist(['ALL', 'INCLUDE', 'KEYS_ONLY']),
  NonKeyAttributes: v.optional(v.array(v.string())),
})
// Strict: an index of another kind, or any property not known here, must not be lost on the way.
const Table = v.strictObject({
  AttributeDefinitions: v.array(v.object({ AttributeName: v.string(), AttributeType: v.picklist(['S', 'N', 'B']) })),
  BillingMode: v.literal('PAY_PER_REQUEST'),
  KeySchema: Key,
  LocalSecondaryIndexes: v.optional(v.array(v.object({ IndexName: v.string(), KeySchema: Key, Projection }))),
  Replicas: v.tuple([v.unknown()]),
  StreamSpecification: v.optional(v.unknown()),
  TimeToLiveSpecification: v.optional(v.unknown()),
})
const texts = v.array(v.string())
const Bucket = v.object({
  VersioningConfiguration: v.object({ Status: v.literal('Enabled') }),
  CorsConfiguration: v.object({
    CorsRules: v.array(
      v.object({
        AllowedHeaders: texts,
        AllowedMethods: texts,
        AllowedOrigins: texts,
        ExposedHeaders: texts,
        MaxAge: v.number(),
      }),
    ),
  }),
})

/** What the infra's own template says of tables and bucket, as the stores' own calls take it. */
export interface DeployedShape {
  /** Each named as its construct. */
  readonly tables: readonly (CreateTableCommandInput & { readonly TableName: string })[]
  readonly corsRules: CORSRule[]
}

/** The shape of production, synthesised in this process: a copy of it here could differ from what is deployed. */
export function deployedShape(): DeployedShape {
  const { stateful } = synthesized(stageNamed('prod'))
  const tables = Object.entries(stateful.findResources('AWS::DynamoDB::GlobalTable')).map(([id, { Properties }]) => {
    // A stream and an end of rows are no part of what a store must do for its adapters.
    const { Replicas, StreamSpecification, TimeToLiveSpecification, ...table } = v.parse(Table, Properties)
    return { TableName: constructOf(id), ...table } as DeployedShape['tables'][number]
  })
  const buckets = Object.values(stateful.findResources('AWS::S3::Bucket'))
  const [bucket] = v.parse(v.tuple([v.object({ Properties: Bucket })]), buckets)
  const corsRules = bucket.Properties.CorsConfiguration.CorsRules.map(({ ExposedHeaders, MaxAge, ...rule }) => ({
    ...rule,
    ExposeHeaders: ExposedHeaders,
    MaxAgeSeconds: MaxAge,
  }))
  return { tables, corsRules }
}

function constructOf(logicalId: string): string {
  const name = /^Tables(\w+)[0-9A-F]{8}$/.exec(logicalId)?.[1]
  if (name === undefined) throw new Error(`Which table is ${logicalId}?`)
  return name
}
