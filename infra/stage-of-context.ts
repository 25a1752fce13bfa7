import * as v from 'valibot'
import type { Stage } from './stage/stage.ts'
import { type LocalValues, stageNamed } from './stages.ts'

const Context = v.object({
  stage: v.optional(v.string(), 'dev'),
  issuer: v.optional(v.string()),
  audience: v.optional(v.string()),
  jwksUri: v.optional(v.string()),
  storeUrl: v.optional(v.string()),
})

/**
 * The stage that `cdk -c stage=NAME` asks for; `dev` when it names none.
 *
 * @param read a context value by its key
 * @throws RangeError when the stage is unknown
 */
export function stageOfContext(read: (key: string) => unknown): Stage {
  const keys = Object.keys(Context.entries)
  const { stage, storeUrl, ...issuer } = v.parse(Context, Object.fromEntries(keys.map((key) => [key, read(key)])))
  return stageNamed(stage, { ...issuerOf(issuer), ...(storeUrl === undefined ? {} : { storeUrl }) })
}

function issuerOf(given: Pick<v.InferOutput<typeof Context>, 'issuer' | 'audience' | 'jwksUri'>): LocalValues {
  const { issuer, audience, jwksUri } = given
  if (issuer === undefined || audience === undefined) return {}
  return { issuer: { kind: 'issuer', issuer, audience, ...(jwksUri === undefined ? {} : { jwksUri }) } }
}
