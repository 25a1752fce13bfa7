import type { RemovalPolicy } from 'aws-cdk-lib'
import type { RetentionDays } from 'aws-cdk-lib/aws-logs'
import type { ITopic } from 'aws-cdk-lib/aws-sns'
import type { Accounts, Domain, UsageLimits } from '../stage/stage.ts'
import type { Retention } from '../storage/retention.ts'

/** What a team may say of its sync; everything but the origins has a default. */
export interface CloudSyncProps {
  /** The origins of the app's pages, such as `https://app.example.com`: they may call the API, send media and read them. */
  readonly allowedOrigins: readonly string[]
  /**
   * Whose tokens the API takes: a user pool that is made (`kind: 'pool'`), one that is there (`'existing-pool'`),
   * or any OIDC issuer (`'issuer'`).
   *
   * @default a user pool is made; users sign up with their e-mail, and sign in by SRP
   */
  readonly accounts?: Accounts
  /**
   * `http`: an HTTP API, whose authorizer verifies tokens. `rest`: a REST API, whose functions do; the page must reach
   * it through its own origin.
   *
   * @default 'http'
   */
  readonly gateway?: 'http' | 'rest'
  /**
   * A name of the team's own for the HTTP API, with its certificate in the API's region. `domainTarget` is what its
   * alias record must point at.
   *
   * @default the name that API Gateway gives
   */
  readonly domain?: Domain
  /**
   * What one user may have: bytes of all files and of one, live projects, uploads at once. What would pass a limit is
   * refused in the write itself, as `quota-exceeded` or `file-too-large`.
   *
   * @default none: no limit beyond the contract's own
   */
  readonly limits?: Partial<UsageLimits>
  /**
   * How long what nobody refers to any more is kept, in days; then housekeeping takes it away, once a day.
   *
   * @default tombstoneDays 30, historyDays 30, unreferencedDays 30, idleUploadDays 14
   */
  readonly retention?: Partial<Retention>
  /**
   * Told by every alarm when it goes off, and when it is over. The topic must let CloudWatch publish.
   *
   * @default the alarms only change colour
   */
  readonly alarmTopic?: ITopic
  /**
   * Alarms and a dashboard.
   *
   * @default true
   */
  readonly watched?: boolean
  /**
   * `RETAIN`: tables, bucket and pool outlive the stack and are protected from deletion. `DESTROY`: they go with it.
   *
   * @default RemovalPolicy.RETAIN
   */
  readonly removalPolicy?: RemovalPolicy.RETAIN | RemovalPolicy.DESTROY
  /**
   * Of each route by itself, and of all its callers together.
   *
   * @default 500 requests a second, with bursts of 1,000
   */
  readonly throttle?: { readonly requestsPerSecond: number; readonly burst: number }
  /**
   * How long CloudWatch keeps the logs.
   *
   * @default RetentionDays.THREE_MONTHS
   */
  readonly logDays?: RetentionDays
  /**
   * Tells this sync from others of the account in metrics and on the dashboard.
   *
   * @default made of the construct's path
   */
  readonly name?: string
}
