import { describe, expect, test } from 'vitest'
import { stageNamed } from '../../infra/stages.ts'
import { granted } from './granted.ts'
import { synthesized } from './synthesized.ts'

const log = ['logs:CreateLogStream on own log', 'logs:PutLogEvents on own log']

describe('what functions may do', () => {
  const { stateless } = synthesized(stageNamed('prod'))

  test('[IF1] the projects function reads and writes project rows, their history and what users have, sees which media are stored, and reaches large documents alone', () => {
    expect(granted(stateless, 'Projects')).toEqual([
      'dynamodb:GetItem on Accounts',
      'dynamodb:GetItem on ProjectVersions',
      'dynamodb:GetItem on Projects',
      'dynamodb:PutItem on ProjectVersions',
      'dynamodb:Query on ProjectMedia',
      'dynamodb:Query on ProjectVersions/index/by_made_at',
      'dynamodb:Query on Projects/index/by_updated_at',
      'dynamodb:UpdateItem on Accounts',
      'dynamodb:UpdateItem on Projects',
      'dynamodb:UpdateItem on StoredAssets',
      ...log,
      's3:GetObject on Media/*/snapshots/*',
      's3:ListBucket on Media',
      's3:PutObject on Media/*/snapshots/*',
    ])
  })

  test('[IF1] the media function keeps assets and their rows, and signs for the bucket without deleting from it', () => {
    expect(granted(stateless, 'Media')).toEqual([
      'dynamodb:ConditionCheckItem on Projects',
      'dynamodb:DeleteItem on ProjectMedia',
      'dynamodb:DeleteItem on StoredAssets',
      'dynamodb:GetItem on ProjectMedia',
      'dynamodb:GetItem on Projects',
      'dynamodb:GetItem on StoredAssets',
      'dynamodb:PutItem on StoredAssets',
      'dynamodb:Query on ProjectMedia',
      'dynamodb:UpdateItem on Accounts',
      'dynamodb:UpdateItem on ProjectMedia',
      'dynamodb:UpdateItem on Projects',
      'dynamodb:UpdateItem on StoredAssets',
      ...log,
      's3:AbortMultipartUpload on Media/*',
      's3:GetObject on Media/*',
      's3:GetObjectAttributes on Media/*',
      's3:ListBucket on Media',
      's3:ListMultipartUploadParts on Media/*',
      's3:PutObject on Media/*',
    ])
  })

  test('[IF1] the history function follows the projects alone, adds to and thins their history, and names what it gave up', () => {
    expect(granted(stateless, 'History')).toEqual([
      'dynamodb:BatchWriteItem on ProjectVersions',
      'dynamodb:DescribeStream on stream of Projects',
      'dynamodb:GetRecords on stream of Projects',
      'dynamodb:GetShardIterator on stream of Projects',
      'dynamodb:ListStreams on "*"',
      'dynamodb:PutItem on ProjectVersions',
      'dynamodb:Query on ProjectVersions/index/by_made_at',
      ...log,
      'sqs:SendMessage on HistoryWriterDeadLetters',
    ])
  })

  test('[IF1] [HK9] housekeeping reads every row, looks at objects and finishes uploads, and takes rows and objects away', () => {
    expect(granted(stateless, 'Housekeeping')).toEqual([
      'dynamodb:BatchWriteItem on ProjectMedia',
      'dynamodb:BatchWriteItem on ProjectVersions',
      'dynamodb:ConditionCheckItem on Projects',
      'dynamodb:DeleteItem on ProjectMedia',
      'dynamodb:DeleteItem on Projects',
      'dynamodb:DeleteItem on StoredAssets',
      'dynamodb:GetItem on Accounts',
      'dynamodb:GetItem on StoredAssets',
      'dynamodb:PutItem on StoredAssets',
      'dynamodb:Query on ProjectMedia',
      'dynamodb:Query on ProjectVersions',
      'dynamodb:Query on Projects',
      'dynamodb:Query on StoredAssets',
      'dynamodb:Scan on Accounts',
      'dynamodb:UpdateItem on Accounts',
      'dynamodb:UpdateItem on ProjectMedia',
      'dynamodb:UpdateItem on Projects',
      'dynamodb:UpdateItem on StoredAssets',
      ...log,
      's3:AbortMultipartUpload on Media/*',
      's3:DeleteObject on Media/*',
      's3:GetObject on Media/*',
      's3:ListBucket on Media',
      's3:ListMultipartUploadParts on Media/*',
      's3:PutObject on Media/*',
    ])
  })

  test('[IF1] no function but housekeeping may take an object away', () => {
    for (const name of ['Projects', 'Media', 'History']) {
      expect(granted(stateless, name).filter((one) => one.startsWith('s3:Delete'))).toEqual([])
    }
  })

  test('[IF1] no other policy is attached to a role', () => {
    stateless.resourceCountIs('AWS::IAM::Policy', 0)
    stateless.resourceCountIs('AWS::IAM::ManagedPolicy', 0)
    for (const role of Object.values(stateless.findResources('AWS::IAM::Role'))) {
      expect(role.Properties.ManagedPolicyArns).toBeUndefined()
    }
  })
})
