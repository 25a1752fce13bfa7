import { type CfnElement, Stack } from 'aws-cdk-lib'
import { RestGateway } from '../gateway/rest-gateway.ts'
import type { MediaBucket } from '../storage/media-bucket.ts'
import type { SyncApi } from '../sync-api.ts'
import type { SyncData } from '../sync-data.ts'
import { accept } from './accept.ts'

export function acknowledgeApiFindings(api: SyncApi, { bucket }: SyncData): void {
  accept(api, {
    [`AwsSolutions-IAM5[Resource::${objects(api, bucket, '*')}]`]:
      'Keys are made at run time, one an upload; the bucket holds nothing but media.',
    [`AwsSolutions-IAM5[Resource::${objects(api, bucket, '*/snapshots/*')}]`]:
      'The same of large documents; the first part of a key is the user.',
  })
  accept(api.history.role, {
    'AwsSolutions-IAM5[Resource::*]':
      'Lambda asks for dynamodb:ListStreams of whoever follows a stream, and the action takes no resource.',
  })
  accept(api.history.deadLetters, {
    'AwsSolutions-SQS3': 'It is itself where messages end; an alarm says when one is there.',
  })
  if (api.gateway instanceof RestGateway) accept(api.gateway, restReasons)
}

const restReasons = {
  'AwsSolutions-APIG2': 'The functions parse every request against the contract and name what is wrong.',
  'AwsSolutions-APIG3': 'A web ACL has a monthly price and belongs to the team; throttles are on every route.',
  'AwsSolutions-APIG4': 'The functions verify the token themselves, for any OIDC issuer.',
  'AwsSolutions-APIG6': 'The access log and the functions log every call; execution logs would hold documents.',
  'AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs]':
    'The role by which API Gateway writes access logs is one for the whole account, and its policy AWS’s own.',
  'AwsSolutions-COG4': 'The functions verify the token themselves, for any OIDC issuer.',
}

/** As the rule names it: by the bucket where it is of the same stack, else by the other stack's export. */
function objects(api: SyncApi, bucket: MediaBucket, keys: string): string {
  const own = Stack.of(bucket)
  if (own === Stack.of(api)) return `<${own.getLogicalId(bucket.node.defaultChild as CfnElement)}.Arn>/${keys}`
  return `${own.resolve(own.exportValue(bucket.bucketArn))['Fn::ImportValue']}/${keys}`
}
