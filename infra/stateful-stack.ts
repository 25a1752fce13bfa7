import { Stack, type StackProps } from 'aws-cdk-lib'
import type { Construct } from 'constructs'
import { type TokenIssuer, tokenIssuer } from './accounts/token-issuer.ts'
import type { Stage } from './stages.ts'
import { MediaBucket } from './storage/media-bucket.ts'
import { Tables } from './storage/tables.ts'

/** What users made: tables, bucket, accounts. */
export class StatefulStack extends Stack {
  readonly tables: Tables
  readonly bucket: MediaBucket
  readonly issuer: TokenIssuer

  constructor(scope: Construct, id: string, props: StackProps & { readonly stage: Stage }) {
    super(scope, id, {
      description: 'Reelsync: tables, bucket and accounts',
      terminationProtection: props.stage.data === 'kept',
      ...props,
    })
    this.tables = new Tables(this, 'Tables', props.stage)
    this.bucket = new MediaBucket(this, 'Media', props.stage)
    this.issuer = tokenIssuer(this, 'Accounts', props.stage)
  }
}
