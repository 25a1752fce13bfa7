import { App, type Stack } from 'aws-cdk-lib'
import { Template } from 'aws-cdk-lib/assertions'
import cdkSettings from '../../cdk.json' with { type: 'json' }
import { createStacks } from '../../infra/create-stacks.ts'
import type { Stage } from '../../infra/stage/stage.ts'

export interface Synthesized {
  readonly stateful: Template
  readonly stateless: Template
  readonly stacks: readonly Stack[]
}

/** Both stacks of a stage, as `cdk synth` makes them; functions are not bundled. */
export function synthesized(stage: Stage): Synthesized {
  const app = new App({ context: { ...cdkSettings.context, 'aws:cdk:bundling-stacks': [] } })
  const { stateful, stateless } = createStacks(app, stage)
  return {
    stateful: Template.fromStack(stateful),
    stateless: Template.fromStack(stateless),
    stacks: [stateful, stateless],
  }
}
