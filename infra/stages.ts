import type { Retention } from './storage/retention.ts'

/** How the API is reached: HTTP API with a JWT authorizer, or REST API whose functions verify the token. */
type Gateway =
  | { readonly kind: 'http'; readonly allowedOrigins: readonly string[] }
  /** The page reaches a REST API through its own origin: it answers no cross-origin preflight. */
  | { readonly kind: 'rest' }

/** Who issues the tokens: a user pool of the stack's own, or any OIDC issuer. */
export type Accounts =
  | { readonly kind: 'pool'; readonly passwordSignIn: boolean }
  | {
      readonly kind: 'issuer'
      /** As its tokens name it in `iss`. An HTTP API finds the keys below it, by OpenID Connect discovery. */
      readonly issuer: string
      readonly audience: string
      /** Where functions behind a REST API find the keys; by discovery when left out. */
      readonly jwksUri?: string
    }

export interface Stage {
  readonly name: string
  readonly gateway: Gateway
  readonly accounts: Accounts
  /** `kept`: tables, bucket and pool outlive the stack and cannot be deleted by mistake. */
  readonly data: 'kept' | 'disposable'
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
  readonly throttle: { readonly requestsPerSecond: number; readonly burst: number }
  readonly retention: Retention
}

const gentle = { requestsPerSecond: 100, burst: 200 }
const retention = { tombstoneDays: 30, historyDays: 30, unreferencedDays: 30, idleUploadDays: 14 }
const local = {
  data: 'disposable',
  mediaOrigins: ['*'],
  logDays: 7,
  throttle: { requestsPerSecond: 10_000, burst: 10_000 },
  retention,
} as const

/** A team's own stages: change the origins to those of your app. */
const stages = {
  dev: {
    name: 'dev',
    gateway: { kind: 'http', allowedOrigins: ['http://localhost:5173'] },
    accounts: { kind: 'pool', passwordSignIn: true },
    data: 'disposable',
    mediaOrigins: ['http://localhost:5173'],
    logDays: 14,
    watch: {},
    throttle: gentle,
    retention,
  },
  prod: {
    name: 'prod',
    gateway: { kind: 'http', allowedOrigins: ['https://editor.example.com'] },
    accounts: { kind: 'pool', passwordSignIn: false },
    data: 'kept',
    mediaOrigins: ['https://editor.example.com'],
    logDays: 90,
    watch: {},
    throttle: { requestsPerSecond: 500, burst: 1000 },
    retention,
  },
  /** `npm run dev` and the tests on a local cloud that has HTTP APIs and user pools. */
  'local-http': {
    ...local,
    name: 'local-http',
    gateway: { kind: 'http', allowedOrigins: ['*'] },
    accounts: { kind: 'pool', passwordSignIn: true },
  },
} as const satisfies Record<string, Stage>

/** What only a deploy to a local cloud knows: the issuer that runs beside it, and the store's address. */
export interface LocalValues {
  readonly issuer?: Extract<Accounts, { kind: 'issuer' }>
  readonly storeUrl?: string
}

/**
 * The stage of this name.
 *
 * @param name a key of `stages`, or one of a local cloud with an issuer beside it: `local-oidc` behind an HTTP API,
 *   `local-rest` behind a REST API, for clouds without HTTP APIs and user pools
 * @param local taken by these two alone; the other stages name their own
 * @throws RangeError when no stage has this name, or one of these two is given no issuer
 */
export function stageNamed(name: string, { issuer, storeUrl }: LocalValues = {}): Stage {
  if (name === 'local-oidc' || name === 'local-rest') {
    if (issuer === undefined) throw new RangeError(`The stage ${name} needs the context values issuer and audience.`)
    const gateway: Gateway = name === 'local-rest' ? { kind: 'rest' } : { kind: 'http', allowedOrigins: ['*'] }
    return { ...local, name, gateway, accounts: issuer, ...(storeUrl === undefined ? {} : { storeUrl }) }
  }
  const stage: Stage | undefined = Object.entries(stages).find(([key]) => key === name)?.[1]
  if (stage === undefined) {
    throw new RangeError(
      `There is no stage "${name}"; infra/stages.ts has ${Object.keys(stages).join(', ')}, local-oidc, local-rest.`,
    )
  }
  return stage
}
