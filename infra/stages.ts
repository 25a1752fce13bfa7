import { type Accounts, defaultRetention, type Gateway, type Stage, unlimited } from './stage/stage.ts'

const gentle = { requestsPerSecond: 100, burst: 200 }
const local = {
  data: 'local',
  mediaOrigins: ['*'],
  logDays: 7,
  throttle: { requestsPerSecond: 10_000, burst: 10_000 },
  retention: defaultRetention,
  limits: unlimited,
} as const

/** What the example's dev server is reached by, as it says itself and as people write. */
const devServer = ['http://127.0.0.1:5173', 'http://localhost:5173']

/** A team's own stages: change the origins to those of your app. */
const stages = {
  dev: {
    name: 'dev',
    gateway: { kind: 'http', allowedOrigins: devServer },
    accounts: { kind: 'pool', passwordSignIn: true },
    data: 'disposable',
    mediaOrigins: devServer,
    logDays: 14,
    watch: {},
    throttle: gentle,
    retention: defaultRetention,
    limits: unlimited,
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
    retention: defaultRetention,
    limits: unlimited,
  },
  /** `npm run dev` and the tests on a local cloud that has HTTP APIs and user pools. */
  'local-http': {
    ...local,
    name: 'local-http',
    gateway: { kind: 'http', allowedOrigins: ['*'] },
    accounts: { kind: 'pool', passwordSignIn: true },
  },
} as const satisfies Record<string, Stage>

/** On a local cloud, with an issuer that runs beside it: REST for clouds without HTTP APIs and user pools. */
const besideAnIssuer: ReadonlyMap<string, Gateway> = new Map([
  ['local-oidc', { kind: 'http', allowedOrigins: ['*'] }],
  ['local-rest', { kind: 'rest' }],
  // Of `npm run dev`, so that a test run takes nothing from it.
  ['dev-rest', { kind: 'rest' }],
])

/** What only a deploy to a local cloud knows: the issuer that runs beside it, and the store's address. */
export interface LocalValues {
  readonly issuer?: Extract<Accounts, { kind: 'issuer' }>
  readonly storeUrl?: string
}

/**
 * The stage of this name.
 *
 * @param name a key of `stages`, or of `besideAnIssuer`
 * @param local taken by the latter alone; the other stages name their own
 * @throws RangeError when no stage has this name, or one that needs an issuer is given none
 */
export function stageNamed(name: string, { issuer, storeUrl }: LocalValues = {}): Stage {
  const gateway = besideAnIssuer.get(name)
  if (gateway !== undefined) {
    if (issuer === undefined) throw new RangeError(`The stage ${name} needs the context values issuer and audience.`)
    return { ...local, name, gateway, accounts: issuer, ...(storeUrl === undefined ? {} : { storeUrl }) }
  }
  const stage: Stage | undefined = Object.entries(stages).find(([key]) => key === name)?.[1]
  if (stage === undefined) {
    throw new RangeError(
      `There is no stage "${name}"; infra/stages.ts has ${[...Object.keys(stages), ...besideAnIssuer.keys()].join(', ')}.`,
    )
  }
  return stage
}
