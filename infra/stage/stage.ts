import type { Retention } from '../storage/retention.ts'

/** How the API is reached: HTTP API with a JWT authorizer, or REST API whose functions verify the token. */
export type Gateway =
  | { readonly kind: 'http'; readonly allowedOrigins: readonly string[]; readonly domain?: Domain }
  /** The page reaches a REST API through its own origin: it answers no cross-origin preflight. */
  | { readonly kind: 'rest' }

/** A name of the team's own for the API, such as `api.example.com`. */
export interface Domain {
  readonly name: string
  /** Of AWS Certificate Manager, in the API's region. */
  readonly certificateArn: string
}

/** Who issues the tokens: a user pool that is made, one that is there, or any OIDC issuer. */
export type Accounts =
  | {
      readonly kind: 'pool'
      /** Whether the password itself may travel, as tests sign in; else users sign in by SRP alone. */
      readonly passwordSignIn: boolean
      /**
       * For a pool that was made before there was this value: to it `Ada@example.com` and `ada@example.com` are two
       * users, and Cognito changes that in no pool that is there.
       *
       * @default false
       */
      readonly caseSensitive?: boolean
    }
  | {
      readonly kind: 'existing-pool'
      readonly userPoolId: string
      readonly userPoolClientId: string
      /** The pool's; by its id when left out, and the stack's where the id is not known yet. */
      readonly region?: string
    }
  | {
      readonly kind: 'issuer'
      /** As its tokens name it in `iss`. An HTTP API finds the keys below it, by OpenID Connect discovery. */
      readonly issuer: string
      readonly audience: string
      /** Where functions behind a REST API find the keys; by discovery when left out. */
      readonly jwksUri?: string
    }

/** What one user may have; `none` is no limit beyond the contract's own. */
export interface UsageLimits {
  readonly storedBytes: number | 'none'
  readonly fileBytes: number | 'none'
  readonly projects: number | 'none'
  readonly openUploads: number | 'none'
}

export interface Stage {
  readonly name: string
  readonly gateway: Gateway
  readonly accounts: Accounts
  /**
   * `kept`: tables, bucket and pool outlive the stack and cannot be deleted by mistake. `disposable`: they go with it.
   * `local`: with the local cloud that they are on, which takes nothing that only AWS needs.
   */
  readonly data: 'kept' | 'disposable' | 'local'
  /** Origins whose pages send parts to the bucket and read from it. */
  readonly mediaOrigins: readonly string[]
  /** The store's address as clients reach it; absent where the SDK's own is right, as it is on AWS. */
  readonly storeUrl?: string
  readonly logDays: number
  /** Alarms and a dashboard; absent on local clouds, which have not all of CloudWatch. */
  readonly watch?: {
    /** An SNS topic that lets CloudWatch publish: told when an alarm goes off, and when it is over. */
    readonly alarmTopicArn?: string
  }
  /** Of each route by itself, and of all its callers together: API Gateway knows none for an API, or for a user. */
  readonly throttle: { readonly requestsPerSecond: number; readonly burst: number }
  readonly retention: Retention
  readonly limits: UsageLimits
}

export const defaultRetention: Retention = {
  tombstoneDays: 30,
  historyDays: 30,
  unreferencedDays: 30,
  idleUploadDays: 14,
}

export const unlimited: UsageLimits = { storedBytes: 'none', fileBytes: 'none', projects: 'none', openUploads: 'none' }
