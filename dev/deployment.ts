import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import * as v from 'valibot'
import { StackTables } from './migrate/stack-tables.ts'

const text = v.pipe(v.string(), v.minLength(1))
const baseUrl = v.pipe(v.string(), v.url(), v.regex(/[^/]$/, 'must not end in a slash'))

/** What a deployed stack must be known by: one JSON file that tools, tests and the dev server read. */
export const Deployment = v.object({
  stage: text,
  profile: v.picklist(['http', 'rest']),
  /** Without the `/api` of the routes. */
  apiUrl: baseUrl,
  region: text,
  bucketName: text,
  userPoolId: v.optional(text),
  userPoolClientId: v.optional(text),
  /** Where a local cloud answers; absent on AWS. */
  awsEndpointUrl: v.optional(baseUrl),
  issuer: text,
  audience: text,
  /** Where whoever asks gets a token; on local clouds without user pools alone. */
  localIssuerUrl: v.optional(baseUrl),
  /** Absent in what was written before there were migrations. */
  tables: v.optional(StackTables),
  /** Accounts that anyone may sign in with; on local clouds alone. */
  demoAccounts: v.optional(v.array(v.object({ email: text, password: text }))),
})
export type Deployment = v.InferOutput<typeof Deployment>

/**
 * @throws ValiError when the file is of another shape
 */
export async function readDeployment(file: string): Promise<Deployment> {
  return v.parse(Deployment, JSON.parse(await readFile(file, 'utf8')))
}

/** Replaces the file as a whole, so that a reader never sees half of it. */
export async function writeDeployment(file: string, deployment: Deployment): Promise<void> {
  await mkdir(dirname(file), { recursive: true })
  await writeFile(`${file}.new`, `${JSON.stringify(deployment, null, 2)}\n`)
  await rename(`${file}.new`, file)
}
