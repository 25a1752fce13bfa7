import type { TableV2 } from 'aws-cdk-lib/aws-dynamodb'
import { PolicyStatement } from 'aws-cdk-lib/aws-iam'
import type { Bucket } from 'aws-cdk-lib/aws-s3'

const allow = (actions: string[], resources: string[]) => new PolicyStatement({ actions, resources })

/** Read single rows, also as the check of a transaction's other side. */
export const getRows = (table: TableV2) => allow(['dynamodb:GetItem'], [table.tableArn])

/** Read the rows of one partition. */
export const queryRows = (table: TableV2) => allow(['dynamodb:Query'], [table.tableArn])

/** Read one partition in an index's order. */
export const queryIndex = (table: TableV2, index: string) =>
  allow(['dynamodb:Query'], [`${table.tableArn}/index/${index}`])

/** Add a row, on a condition. */
export const putRows = (table: TableV2) => allow(['dynamodb:PutItem'], [table.tableArn])

/** Change a row, on a condition. */
export const updateRows = (table: TableV2) => allow(['dynamodb:UpdateItem'], [table.tableArn])

/** Rest a transaction on a row it does not change. */
export const checkRows = (table: TableV2) => allow(['dynamodb:ConditionCheckItem'], [table.tableArn])

/** Start an upload and sign the URLs of its parts: the signer's own permission is what the URL carries. */
export const signUploads = (bucket: Bucket) => allow(['s3:PutObject'], [mediaObjects(bucket)])

/** See which parts of an upload the store has. */
export const listParts = (bucket: Bucket) => allow(['s3:ListMultipartUploadParts'], [mediaObjects(bucket)])

/** Read objects, their checksum and size; sign downloads. */
export const readObjects = (bucket: Bucket) => allow(['s3:GetObject'], [mediaObjects(bucket)])

/** Without it S3 answers 403, not 404, for an object that is not there. */
export const seeWhatIsAbsent = (bucket: Bucket) => allow(['s3:ListBucket'], [bucket.bucketArn])

const mediaObjects = (bucket: Bucket) => bucket.arnForObjects('media/*')
