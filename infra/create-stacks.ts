import { type App, Tags, Validations } from 'aws-cdk-lib'
import { AwsSolutionsChecks } from 'cdk-nag'
import { acknowledgeFindings } from './review/acknowledge-findings.ts'
import type { Stage } from './stages.ts'
import { StatefulStack } from './stateful-stack.ts'
import { StatelessStack } from './stateless-stack.ts'
import { checkRetention } from './storage/retention.ts'

/**
 * Both stacks of a stage: what must never be lost, and what may be replaced at any deploy.
 *
 * @throws RangeError when the stage would drop bytes that a tombstone or a kept version may still need
 */
export function createStacks(app: App, stage: Stage): { stateful: StatefulStack; stateless: StatelessStack } {
  checkRetention(stage.retention)
  const stateful = new StatefulStack(app, `reelsync-${stage.name}-stateful`, { stage })
  const stateless = new StatelessStack(app, `reelsync-${stage.name}-stateless`, { stage, stateful })
  Tags.of(app).add('reelsync:stage', stage.name)
  Validations.of(app).addPlugins(new AwsSolutionsChecks())
  acknowledgeFindings(stateful, stateless)
  return { stateful, stateless }
}
