import { App } from 'aws-cdk-lib'
import { createStacks } from './create-stacks.ts'
import { stageOfContext } from './stage-of-context.ts'

const app = new App()
try {
  createStacks(
    app,
    stageOfContext((key) => app.node.tryGetContext(key)),
  )
  app.synth()
} catch (error) {
  // A value that cannot be says all there is to say.
  if (!(error instanceof RangeError)) throw error
  console.error(error.message)
  process.exitCode = 1
}
