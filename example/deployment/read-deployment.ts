import { readFileSync } from 'node:fs'
import * as v from 'valibot'

const Common = {
  apiUrl: v.pipe(v.string(), v.url()),
  region: v.string(),
  bucketName: v.string(),
  awsEndpointUrl: v.optional(v.string()),
  demoAccounts: v.optional(v.array(v.object({ email: v.string(), password: v.string() }))),
}

/** What the example needs of a deployed stack's outputs: its accounts are a user pool's, or a local issuer's. */
const ExampleDeployment = v.union([
  v.object({ ...Common, userPoolId: v.string(), userPoolClientId: v.string() }),
  v.object({ ...Common, localIssuerUrl: v.pipe(v.string(), v.url()) }),
])
export type ExampleDeployment = v.InferOutput<typeof ExampleDeployment>

/** Reads the outputs file; undefined where none is named, and the page then says what to start. */
export function readDeployment(path: string | undefined): ExampleDeployment | undefined {
  if (path === undefined || path === '') return undefined
  return v.parse(ExampleDeployment, JSON.parse(readFileSync(path, 'utf8')))
}
