import { RemovalPolicy } from 'aws-cdk-lib'
import {
  AttributeType,
  Billing,
  ProjectionType,
  StreamViewType,
  type TablePropsV2,
  TableV2,
} from 'aws-cdk-lib/aws-dynamodb'
import { Construct } from 'constructs'
import type { Stage } from '../stage/stage.ts'

const text = (name: string) => ({ name, type: AttributeType.STRING })
const number = (name: string) => ({ name, type: AttributeType.NUMBER })

/** Four tables of what users made and one of what each has, whose partition keys begin with the user, so that another user's row cannot be reached; and one of migrations. */
export class Tables extends Construct {
  readonly projects: TableV2
  readonly projectVersions: TableV2
  readonly projectMedia: TableV2
  readonly storedAssets: TableV2
  /** What each user has, counted, and where housekeeping is: one small row a user, so that all can be gone through. */
  readonly accounts: TableV2
  /** Which rewritings of stored rows were made; no function reaches it. */
  readonly migrations: TableV2

  constructor(scope: Construct, id: string, stage: Stage) {
    super(scope, id)
    const table = (name: string, shape: Shape) => new TableV2(this, name, { ...safety(stage), ...shape })
    this.projects = table('Projects', {
      partitionKey: text('user_id'),
      sortKey: text('id'),
      // Local, for a listing must read its own writes; only what a list shows, for the document is written on every save.
      localSecondaryIndexes: [
        {
          indexName: 'by_updated_at',
          sortKey: number('updated_at'),
          projectionType: ProjectionType.INCLUDE,
          nonKeyAttributes: ['name', 'version', 'media_rev', 'created_at', 'deleted_at', 'device_name'],
        },
      ],
      // Both images, for only their versions tell a new version from media that have arrived.
      dynamoStream: StreamViewType.NEW_AND_OLD_IMAGES,
    })
    this.projectVersions = table('ProjectVersions', {
      partitionKey: text('project_key'),
      sortKey: text('version'),
      // A list and each thinning read this in place of the documents; it is local to one project's history.
      localSecondaryIndexes: [
        {
          indexName: 'by_made_at',
          sortKey: number('made_at'),
          projectionType: ProjectionType.INCLUDE,
          nonKeyAttributes: ['name', 'kept', 'label', 'device_name', 'deleted_at', 'expires_at'],
        },
      ],
      timeToLiveAttribute: 'expires_at',
    })
    this.projectMedia = table('ProjectMedia', { partitionKey: text('project_key'), sortKey: text('asset_id') })
    this.storedAssets = table('StoredAssets', { partitionKey: text('user_id'), sortKey: text('checksum') })
    this.accounts = table('Accounts', { partitionKey: text('user_id') })
    this.migrations = table('Migrations', { partitionKey: text('name') })
  }
}

type Shape = Pick<
  TablePropsV2,
  'partitionKey' | 'sortKey' | 'localSecondaryIndexes' | 'dynamoStream' | 'timeToLiveAttribute'
>

function safety(stage: Stage) {
  const kept = stage.data === 'kept'
  return {
    billing: Billing.onDemand(),
    pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
    deletionProtection: kept,
    removalPolicy: kept ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
  }
}
