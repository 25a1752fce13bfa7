import { nobody } from '../world/nobody.ts'
import type { SimTab } from '../world/sim-tab.ts'
import { signIn } from './device-performers.ts'
import type { Scene } from './scene.ts'
import type { SignedOutAct } from './signed-out-acts.ts'

export type SignedOutPerformers = {
  readonly [K in SignedOutAct['kind']]: (scene: Scene, act: Extract<SignedOutAct, { kind: K }>) => void
}

/** Nobody is signed in, and then somebody is. */
export const signedOutPerformers: SignedOutPerformers = {
  'work-signed-out': ({ device, step, context: { faults, trace } }) => {
    if (!faults.mayHappen('worked-signed-out') || device.account === nobody) return
    trace.add(device.name, `nobody is signed in any more`)
    device.killAll()
    device.user = undefined
    device.account = nobody
    device.open(step.tab)
  },
  'sign-in-with-work': ({ device, step, context }, { at, lingers, strike }) => {
    if (device.account !== nobody) return
    const { accounts, tabs } = device
    device.killLingering()
    device.lingering = lingers ? tabs.find((tab) => tab?.page.state === 'running') : undefined
    for (const [index, tab] of tabs.entries()) {
      if (tab !== device.lingering) device.kill(index)
      tabs[index] = undefined
    }
    device.account = accounts[Math.floor(at * accounts.length)] as string
    device.strike = strike
    signIn(device, device.account, context.trace)
    device.open(step.tab)
  },
  'edit-lingering': (scene) => inLingering(scene, (tab) => scene.device.hand.edit(tab, scene.step.projectId)),
  'add-file-lingering': (scene) =>
    inLingering(scene, (tab) => void scene.device.hand.files.add(tab, scene.step.projectId, 5000)),
  'close-lingering': ({ device }) => device.killLingering(),
}

function inLingering({ device: { lingering } }: Scene, work: (tab: SimTab) => void): void {
  if (lingering?.page.state === 'running') work(lingering)
}
