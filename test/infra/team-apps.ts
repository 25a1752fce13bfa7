/** An app of the construct with these props. */
export const stackApp = (props: string) => `
import { App, Stack } from 'aws-cdk-lib'
import { CloudSync } from 'reelsync/cdk'

const stack = new Stack(new App(), 'Team')
export const sync = new CloudSync(stack, 'Sync', ${props})
`

/** Tells the first thing that the worker says, or that it failed. */
export const workerAsked = `
import { createCloudSync } from 'reelsync'
const first = new Promise((resolve) => {
  globalThis.Worker = class extends Worker {
    constructor(...given) {
      super(...given)
      for (const kind of ['message', 'error']) this.addEventListener(kind, ({ data }) => resolve(data?.kind ?? kind))
    }
  }
})
const sync = createCloudSync({ apiUrl: location.origin, account: 'ada', getToken: async () => null })
await sync.assets.add('film', new File(['bytes'], 'clip.mp4'))
globalThis.told = await first
`
