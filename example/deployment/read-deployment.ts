import { readFileSync } from 'node:fs'
import * as v from 'valibot'

/** What the example needs of a deployed stack's outputs. */
const ExampleDeployment = v.object({
  apiUrl: v.pipe(v.string(), v.url()),
  region: v.string(),
  userPoolId: v.string(),
  userPoolClientId: v.string(),
  awsEndpointUrl: v.optional(v.string()),
  demoAccounts: v.optional(v.array(v.object({ email: v.string(), password: v.string() }))),
})
export type ExampleDeployment = v.InferOutput<typeof ExampleDeployment>

/** Reads the outputs file; undefined where none is named, and the page then says what to start. */
export function readDeployment(path: string | undefined): ExampleDeployment | undefined {
  if (path === undefined || path === '') return undefined
  return v.parse(ExampleDeployment, JSON.parse(readFileSync(path, 'utf8')))
}
