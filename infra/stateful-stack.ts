import { Stack, type StackProps } from 'aws-cdk-lib'
import type { Construct } from 'constructs'
import type { Stage } from './stage/stage.ts'
import { SyncData } from './sync-data.ts'

/** What users made: tables, bucket, accounts. */
export class StatefulStack extends Stack {
  readonly data: SyncData

  constructor(scope: Construct, id: string, props: StackProps & { readonly stage: Stage }) {
    super(scope, id, {
      description: 'Reelsync: tables, bucket and accounts',
      terminationProtection: props.stage.data === 'kept',
      ...props,
    })
    // As `Default` it adds nothing to the names of what it holds: a table that is renamed is a table that is lost.
    this.data = new SyncData(this, 'Default', props.stage)
  }
}
