import { Match } from 'aws-cdk-lib/assertions'
import { describe, expect, test } from 'vitest'
import { stageNamed } from '../../infra/stages.ts'
import { synthesized } from './synthesized.ts'

const bucket = 'AWS::S3::Bucket'
const table = 'AWS::DynamoDB::GlobalTable'
const pool = 'AWS::Cognito::UserPool'
/** Whoever is signed in is so by it: its pool alone lets nobody in. */
const poolClient = 'AWS::Cognito::UserPoolClient'

describe('what users made, in production', () => {
  const { stateful, stacks } = synthesized(stageNamed('prod'))

  test.each([table, bucket, pool, poolClient])('[IF3] every %s is retained when the stack goes', (type) => {
    stateful.allResources(type, { DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' })
  })

  test('[IF3] every table is protected from deletion and can be restored to any second', () => {
    stateful.resourceCountIs(table, 6)
    stateful.allResourcesProperties(table, {
      BillingMode: 'PAY_PER_REQUEST',
      Replicas: [
        Match.objectLike({
          DeletionProtectionEnabled: true,
          PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
        }),
      ],
    })
  })

  test('[IF3] replaced and deleted objects can be brought back for as long as the tables, and slow uploads have 30 days', () => {
    stateful.hasResourceProperties(bucket, {
      VersioningConfiguration: { Status: 'Enabled' },
      LifecycleConfiguration: {
        Rules: [
          {
            ...{ Id: 'recoverable', Status: 'Enabled', ExpiredObjectDeleteMarker: true },
            NoncurrentVersionExpiration: { NoncurrentDays: 35 },
          },
          { Id: 'abandoned-uploads', Status: 'Enabled', AbortIncompleteMultipartUpload: { DaysAfterInitiation: 30 } },
        ],
      },
    })
  })

  test('[HK8] the bucket ends no upload that a device may still go on with', () => {
    const prod = stageNamed('prod')
    const { stateful } = synthesized({ ...prod, retention: { ...prod.retention, idleUploadDays: 45 } })
    const rule = { Id: 'abandoned-uploads', AbortIncompleteMultipartUpload: { DaysAfterInitiation: 90 } }
    stateful.hasResourceProperties(bucket, {
      LifecycleConfiguration: { Rules: Match.arrayWith([Match.objectLike(rule)]) },
    })
  })

  test('[IF3] the bucket is private, and answers over TLS alone', () => {
    const blocked = {
      BlockPublicAcls: true,
      BlockPublicPolicy: true,
      IgnorePublicAcls: true,
      RestrictPublicBuckets: true,
    }
    stateful.hasResourceProperties(bucket, { PublicAccessBlockConfiguration: blocked })
    stateful.hasResourceProperties('AWS::S3::BucketPolicy', {
      PolicyDocument: {
        Statement: Match.arrayWith([
          Match.objectLike({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }),
        ]),
      },
    })
  })

  test('[IF3] the stateful stack cannot be deleted by mistake', () => {
    expect(stacks.map(({ terminationProtection }) => terminationProtection)).toEqual([true, false])
  })
})

test('[IF3] a dev stage leaves nothing behind', () => {
  const { stateful } = synthesized(stageNamed('dev'))
  for (const type of [table, bucket, pool, poolClient]) stateful.allResources(type, { DeletionPolicy: 'Delete' })
})

test('[IF7] a dev stage’s bucket is emptied before it goes, old versions too, and no other is', () => {
  const emptied = 'Custom::S3AutoDeleteObjects'
  const { stateful } = synthesized(stageNamed('dev'))
  const [media] = Object.keys(stateful.findResources(bucket))
  stateful.hasResourceProperties(emptied, { BucketName: { Ref: media } })
  for (const name of ['prod', 'local-http']) synthesized(stageNamed(name)).stateful.resourceCountIs(emptied, 0)
})

test('[LI1] the listing has a local index in the order of change, with what a list shows and no document', () => {
  synthesized(stageNamed('prod')).stateful.hasResourceProperties(table, {
    LocalSecondaryIndexes: [
      {
        IndexName: 'by_updated_at',
        KeySchema: [
          { AttributeName: 'user_id', KeyType: 'HASH' },
          { AttributeName: 'updated_at', KeyType: 'RANGE' },
        ],
        Projection: {
          ProjectionType: 'INCLUDE',
          NonKeyAttributes: ['name', 'version', 'media_rev', 'created_at', 'deleted_at', 'device_name'],
        },
      },
    ],
  })
})

test('[HI6, HI7] versions end by themselves, and are listed in the order they were made without their documents', () => {
  synthesized(stageNamed('prod')).stateful.hasResourceProperties(table, {
    KeySchema: [
      { AttributeName: 'project_key', KeyType: 'HASH' },
      { AttributeName: 'version', KeyType: 'RANGE' },
    ],
    AttributeDefinitions: Match.arrayWith([{ AttributeName: 'version', AttributeType: 'S' }]),
    TimeToLiveSpecification: { AttributeName: 'expires_at', Enabled: true },
    LocalSecondaryIndexes: [
      {
        IndexName: 'by_made_at',
        KeySchema: [
          { AttributeName: 'project_key', KeyType: 'HASH' },
          { AttributeName: 'made_at', KeyType: 'RANGE' },
        ],
        Projection: {
          ProjectionType: 'INCLUDE',
          NonKeyAttributes: ['name', 'kept', 'label', 'device_name', 'deleted_at', 'expires_at'],
        },
      },
    ],
  })
})

test('[UP4, SE8] a page of the app may send parts and whole objects, and read their checksums', () => {
  synthesized(stageNamed('prod')).stateful.hasResourceProperties(bucket, {
    CorsConfiguration: {
      CorsRules: [
        Match.objectLike({
          AllowedOrigins: ['https://editor.example.com'],
          AllowedMethods: Match.arrayWith(['GET', 'PUT']),
          AllowedHeaders: ['content-type', 'range', 'x-amz-checksum-sha256', 'if-none-match'],
          ExposedHeaders: Match.arrayWith(['ETag', 'x-amz-checksum-sha256']),
          MaxAge: 3000,
        }),
      ],
    },
  })
})

test('[AU2] the password itself travels in dev stages alone', () => {
  const flows = (stage: string) => {
    const [client] = Object.values(synthesized(stageNamed(stage)).stateful.findResources(poolClient))
    return client?.Properties.ExplicitAuthFlows
  }
  expect(flows('prod')).toEqual(['ALLOW_USER_SRP_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'])
  expect(flows('dev')).toContain('ALLOW_USER_PASSWORD_AUTH')
})
