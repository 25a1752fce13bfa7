import { readFile } from 'node:fs/promises'
import { relative } from 'node:path'
import * as v from 'valibot'
import { type Deployment, readDeployment } from '../deployment.ts'
import { MigrateFailure } from './migrate-failure.ts'
import { StackTables } from './stack-tables.ts'

/** Which stack is meant; the environment says with whose credentials. */
export interface StackChoice {
  /** What `npm run dev` wrote. */
  readonly deployment: string
  /** What `cdk deploy --outputs-file` wrote. */
  readonly outputs?: string | undefined
  readonly stage?: string | undefined
  /** `projects=NAME` and `migrations=NAME`. */
  readonly table?: readonly string[] | undefined
}

export interface FoundStack {
  /** How to name it in a sentence. */
  readonly label: string
  readonly tables: StackTables
  readonly region?: string
  /** Of a local cloud: no real credentials are sent there. */
  readonly endpointUrl?: string
}

/** @throws MigrateFailure `no-deployment` */
export async function findStack(choice: StackChoice): Promise<FoundStack> {
  if (choice.table !== undefined) return namedTables(choice.table)
  return choice.outputs === undefined ? deployedLocally(choice.deployment) : deployedByCdk(choice.outputs, choice.stage)
}

function namedTables(given: readonly string[]): FoundStack {
  const tables = v.safeParse(StackTables, Object.fromEntries(given.map((pair) => pair.split('=', 2))))
  if (tables.success) return { label: 'the named tables', tables: tables.output }
  throw notFound('Both tables have to be named.', 'Give --table projects=NAME --table migrations=NAME.')
}

async function deployedLocally(file: string): Promise<FoundStack> {
  const way = 'Start `npm run dev` once, or name a stack: --outputs FILE, as cdk deploy --outputs-file has written it.'
  const shown = relative(process.cwd(), file)
  const deployment: Deployment = await readDeployment(file).catch((error: unknown) => {
    throw notFound(`There is no deployment in ${shown}.`, way, error)
  })
  const { stage, region, awsEndpointUrl, tables } = deployment
  if (tables === undefined) throw notFound(`The deployment in ${shown} is older than migrations.`, way)
  return {
    label: `stage ${stage}`,
    tables,
    region,
    ...(awsEndpointUrl === undefined ? {} : { endpointUrl: awsEndpointUrl }),
  }
}

const Outputs = v.record(v.string(), v.record(v.string(), v.string()))
const TableOutputs = v.object({
  Stage: v.string(),
  DeployedRegion: v.string(),
  ProjectsTable: v.string(),
  MigrationsTable: v.string(),
})

async function deployedByCdk(file: string, stage: string | undefined): Promise<FoundStack> {
  const way = 'Deploy with `npx cdk deploy --all --context stage=NAME --outputs-file outputs.json`, and give that file.'
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    throw notFound(`There is no file ${file}.`, way, error)
  })
  const stacks = v.safeParse(v.pipe(v.string(), v.parseJson(), Outputs), text)
  const found = Object.values(stacks.success ? stacks.output : {}).flatMap((outputs) =>
    v.is(TableOutputs, outputs) ? [outputs] : [],
  )
  const [one, ...others] = stage === undefined ? found : found.filter(({ Stage }) => Stage === stage)
  if (one === undefined)
    throw notFound(`${file} names the tables of no stage${stage === undefined ? '' : ` ${stage}`}.`, way)
  if (others.length > 0) {
    throw notFound(
      `${file} has the stages ${found.map(({ Stage }) => Stage).join(', ')}.`,
      'Say which with --stage NAME.',
    )
  }
  const tables = { projects: one.ProjectsTable, migrations: one.MigrationsTable }
  return { label: `stage ${one.Stage}`, tables, region: one.DeployedRegion }
}

function notFound(message: string, wayOut: string, cause?: unknown): MigrateFailure {
  return new MigrateFailure('no-deployment', message, wayOut, cause === undefined ? {} : { cause })
}
