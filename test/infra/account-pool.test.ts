import { expect, test } from 'vitest'
import { stageNamed } from '../../infra/stages.ts'
import { synthesized } from './synthesized.ts'

const poolOf = (stage: Parameters<typeof synthesized>[0]) => {
  const [pool] = Object.values(synthesized(stage).stateful.findResources('AWS::Cognito::UserPool'))
  return pool?.Properties
}

test.each(['prod', 'dev'])('[AU5] in %s whoever signs in as Ada@example.com is ada@example.com', (name) => {
  expect(poolOf(stageNamed(name))).toMatchObject({
    UsernameAttributes: ['email'],
    UsernameConfiguration: { CaseSensitive: false },
  })
})

test('[AU5] a pool that is there already, on AWS by the stage’s word or on a local cloud, is asked for no such change', () => {
  const accounts = { kind: 'pool', passwordSignIn: false, caseSensitive: true } as const
  for (const stage of [{ ...stageNamed('prod'), accounts }, stageNamed('local-http')]) {
    expect(poolOf(stage)).not.toHaveProperty('UsernameConfiguration')
  }
})

test.each(['prod', 'local-http'])('[AU5] in %s an e-mail is changed by its verification alone', (name) => {
  expect(poolOf(stageNamed(name))).toMatchObject({
    AutoVerifiedAttributes: ['email'],
    UserAttributeUpdateSettings: { AttributesRequireVerificationBeforeUpdate: ['email'] },
  })
})
