/** A call to AWS, and what of it is paid for. */
export interface AwsCall {
  /** The SDK's command. */
  readonly command: string
  /** DynamoDB's read request units: 1 for each 4 KB that is read consistently, twice in a transaction. */
  readonly readUnits?: number
  /** DynamoDB's write request units: 1 for each KB of the row, twice in a transaction, and 2 where a row moves in its index. */
  readonly writeUnits?: number
  /** S3's dearer requests: PUT, COPY, POST and LIST. */
  readonly s3Writes?: number
  /** S3's cheaper requests: GET, HEAD and all others. */
  readonly s3Reads?: number
}
