import { Construct } from 'constructs'
import { type TokenIssuer, tokenIssuer } from './accounts/token-issuer.ts'
import { acknowledgeDataFindings } from './review/acknowledge-data-findings.ts'
import { checkStage } from './stage/check-stage.ts'
import type { Stage } from './stage/stage.ts'
import { MediaBucket } from './storage/media-bucket.ts'
import { Tables } from './storage/tables.ts'

/** What users made: tables, bucket, accounts. */
export class SyncData extends Construct {
  readonly tables: Tables
  readonly bucket: MediaBucket
  readonly issuer: TokenIssuer

  /** @throws RangeError when a value of the stage cannot be */
  constructor(scope: Construct, id: string, stage: Stage) {
    super(scope, id)
    checkStage(stage)
    this.tables = new Tables(this, 'Tables', stage)
    this.bucket = new MediaBucket(this, 'Media', stage)
    this.issuer = tokenIssuer(this, 'Accounts', stage)
    acknowledgeDataFindings(this)
  }
}
