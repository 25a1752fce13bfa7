import type { TableV2 } from 'aws-cdk-lib/aws-dynamodb'
import { PolicyStatement } from 'aws-cdk-lib/aws-iam'
import type { Bucket } from 'aws-cdk-lib/aws-s3'
import type { Queue } from 'aws-cdk-lib/aws-sqs'

const allow = (actions: string[], resources: string[]) => new PolicyStatement({ actions, resources })

/** Read single rows. */
export const getRows = (table: TableV2) => allow(['dynamodb:GetItem'], [table.tableArn])

/** Read the rows of one partition. */
export const queryRows = (table: TableV2) => allow(['dynamodb:Query'], [table.tableArn])

/** Read one partition in an index's order. */
export const queryIndex = (table: TableV2, index: string) =>
  allow(['dynamodb:Query'], [`${table.tableArn}/index/${index}`])

/** Make or change a row, on a condition. */
export const updateRows = (table: TableV2) => allow(['dynamodb:UpdateItem'], [table.tableArn])

/** Put whole rows, on a condition. */
export const addRows = (table: TableV2) => allow(['dynamodb:PutItem'], [table.tableArn])

/** Take a row away, on a condition. */
export const removeRows = (table: TableV2) => allow(['dynamodb:DeleteItem'], [table.tableArn])

/** Take rows away, many in a call. */
export const deleteRows = (table: TableV2) => allow(['dynamodb:BatchWriteItem'], [table.tableArn])

/** Go through all rows there are. */
export const scanRows = (table: TableV2) => allow(['dynamodb:Scan'], [table.tableArn])

/** A table's own stream of its changes. */
export function streamOf(table: TableV2): string {
  if (table.tableStreamArn === undefined) throw new TypeError(`${table.node.path} has no stream.`)
  return table.tableStreamArn
}

/** Follow the changes of a table. */
export const readStream = (table: TableV2) =>
  allow(['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator'], [streamOf(table)])

/** What Lambda asks of who follows a stream; it takes no resource. */
export const findStreams = () => allow(['dynamodb:ListStreams'], ['*'])

/** Tell a queue. */
export const sendMessages = (queue: Queue) => allow(['sqs:SendMessage'], [queue.queueArn])

/** Rest a transaction on a row it does not change. */
export const checkRows = (table: TableV2) => allow(['dynamodb:ConditionCheckItem'], [table.tableArn])

/** Start and assemble uploads, and sign the URLs of their parts: a URL may do what its signer may. */
export const signUploads = (bucket: Bucket) => allow(['s3:PutObject'], [everyObject(bucket)])

/** See which parts of an upload the store has. */
export const listParts = (bucket: Bucket) => allow(['s3:ListMultipartUploadParts'], [everyObject(bucket)])

/** End an upload that lost a race or was cancelled, so that nothing of it is kept. */
export const abortUploads = (bucket: Bucket) => allow(['s3:AbortMultipartUpload'], [everyObject(bucket)])

/** Read objects, their checksum and size; sign downloads. */
export const readObjects = (bucket: Bucket) => allow(['s3:GetObject'], [everyObject(bucket)])

/** Read the checksums of an object's parts. */
export const readParts = (bucket: Bucket) => allow(['s3:GetObjectAttributes'], [everyObject(bucket)])

/** Sign what sends large documents, and keep lists beside them. */
export const writeSnapshots = (bucket: Bucket) => allow(['s3:PutObject'], [everySnapshot(bucket)])

/** Look at large documents and sign what fetches them; read lists. */
export const readSnapshots = (bucket: Bucket) => allow(['s3:GetObject'], [everySnapshot(bucket)])

/** Take objects away; a versioned bucket keeps them a while. */
export const deleteObjects = (bucket: Bucket) => allow(['s3:DeleteObject'], [everyObject(bucket)])

/** Without it S3 answers 403, not 404, for an object that is not there. */
export const seeWhatIsAbsent = (bucket: Bucket) => allow(['s3:ListBucket'], [bucket.bucketArn])

/** Keys begin with the user's digest, which no policy can list; the bucket holds nothing but what users sent. */
const everyObject = (bucket: Bucket) => bucket.arnForObjects('*')

const everySnapshot = (bucket: Bucket) => bucket.arnForObjects('*/snapshots/*')
