import * as v from 'valibot'
import { type Accounts, type Stage, stageNamed } from './stages.ts'

const Context = v.object({
  stage: v.optional(v.string(), 'dev'),
  issuer: v.optional(v.string()),
  audience: v.optional(v.string()),
  jwksUri: v.optional(v.string()),
})

/**
 * The stage that `cdk -c stage=NAME` asks for; `dev` when it names none.
 *
 * @param read a context value by its key
 * @throws RangeError when the stage is unknown
 */
export function stageOfContext(read: (key: string) => unknown): Stage {
  const keys = Object.keys(Context.entries)
  const context = v.parse(Context, Object.fromEntries(keys.map((key) => [key, read(key)])))
  return stageNamed(context.stage, issuerOf(context))
}

function issuerOf({ issuer, audience, jwksUri }: v.InferOutput<typeof Context>): Accounts | undefined {
  if (issuer === undefined || audience === undefined) return undefined
  return { kind: 'issuer', issuer, audience, ...(jwksUri === undefined ? {} : { jwksUri }) }
}
