import { App } from 'aws-cdk-lib'
import { createStacks } from './create-stacks.ts'
import { stageOfContext } from './stage-of-context.ts'

const app = new App()
createStacks(
  app,
  stageOfContext((key) => app.node.tryGetContext(key)),
)
app.synth()
