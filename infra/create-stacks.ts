import { type App, Tags, Validations } from 'aws-cdk-lib'
import { AwsSolutionsChecks } from 'cdk-nag'
import type { Stage } from './stage/stage.ts'
import { StatefulStack } from './stateful-stack.ts'
import { StatelessStack } from './stateless-stack.ts'

/**
 * Both stacks of a stage: what must never be lost, and what may be replaced at any deploy.
 *
 * @throws RangeError when a value of the stage cannot be
 */
export function createStacks(app: App, stage: Stage): { stateful: StatefulStack; stateless: StatelessStack } {
  const stateful = new StatefulStack(app, `reelsync-${stage.name}-stateful`, { stage })
  const stateless = new StatelessStack(app, `reelsync-${stage.name}-stateless`, { stage, data: stateful.data })
  Tags.of(app).add('reelsync:stage', stage.name)
  Validations.of(app).addPlugins(new AwsSolutionsChecks())
  return { stateful, stateless }
}
