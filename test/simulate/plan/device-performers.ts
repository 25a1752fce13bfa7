import { StorageFull } from '../../../client-lib/storage/storage-full.ts'
import type { Home } from '../world/home.ts'
import { nobody } from '../world/nobody.ts'
import type { SimDevice } from '../world/sim-device.ts'
import { corruptRow } from './corrupt-row.ts'
import { clearRows, evict, evictFiles, evictionFaults } from './evict.ts'
import type { DeviceAct } from './plan-step.ts'
import { befalls, type Scene } from './scene.ts'

export type DevicePerformers = {
  readonly [K in DeviceAct['kind']]: (scene: Scene, act: Extract<DeviceAct, { kind: K }>) => void
}

/** What befalls a device, or the cloud. */
export const devicePerformers: DevicePerformers = {
  'freeze-device': (scene, { forMs }) => {
    const pages = scene.device.openTabs().map(({ page }) => page)
    if (pages.length === 0 || !befalls(scene, 'device-frozen')) return
    for (const page of pages) page.freezeFor(forMs)
  },
  night: (scene, { forMs }) => {
    if (!befalls(scene, 'night-passed')) return
    scene.context.trace.add('everyone', `sleeps for ${forMs / 3_600_000} h`)
    const pages = scene.devices.flatMap((device) => device.openTabs().map(({ page }) => page))
    for (const page of pages) page.freezeFor(forMs)
  },
  'keep-house': ({ context, housekeeper }) => {
    if (context.faults.mayHappen('house-kept')) void housekeeper.run()
  },
  'kill-device': (scene) => {
    const { device } = scene
    if (device.openTabs().length > 0 && befalls(scene, 'device-killed')) device.killAll()
  },
  'refuse-storage': (scene, { forMs, readsToo }) => {
    const { device, context } = scene
    const { home } = device
    if (!befalls(scene, 'storage-refused')) return
    context.trace.add(device.name, `storage is refused for ${forMs / 1000} s`)
    home.disk.refusal = new StorageFull()
    home.isShut = readsToo
    home.refusedUntilMs = Math.max(home.refusedUntilMs, context.time.nowMs + forMs)
    context.time.after(forMs, () => allow(home))
  },
  'corrupt-row': (scene, { at, isOfFile }) => {
    const { faults, trace } = scene.context
    const kind = isOfFile ? 'asset-row-corrupted' : 'storage-corrupted'
    if (faults.mayHappen(kind) && corruptRow(scene.device.home, { at, isOfFile }, trace)) faults.note(kind)
  },
  evict: (scene, { what }) => {
    const { faults } = scene.context
    if (what === 'cleared') {
      if (faults.mayHappen('rows-cleared')) clearRows(scene.device, scene.step.projectId, scene)
      return
    }
    const kind = evictionFaults[what]
    if (faults.mayHappen(kind) && evict(scene.device, what, scene)) faults.note(kind)
  },
  'evict-files': (scene, { at }) => {
    if (scene.context.faults.mayHappen(at === 'all' ? 'files-evicted' : 'file-evicted'))
      void evictFiles(scene.device.home, at, scene)
  },
  'skew-clock': (scene, { byMs }) => {
    const { device, context } = scene
    if (!befalls(scene, 'clock-skewed')) return
    context.trace.add(device.name, `its clock is moved by ${byMs / 60_000} min`)
    device.clockOffMs += byMs
    device.clockForwardMs += Math.max(0, byMs)
  },
  'sign-out': (scene) => {
    const { device, context } = scene
    if (device.user === undefined || !befalls(scene, 'signed-out')) return
    context.trace.add(device.name, `${device.user} signs out`)
    device.user = undefined
  },
  'sign-in': ({ device, context }) => signIn(device, device.account, context.trace),
  'sign-in-as-another': signInAsAnother,
  'delete-elsewhere': ({ device, context, elsewhere, step }) => {
    if (context.faults.mayHappen('deleted-elsewhere')) void elsewhere.delete(device.account, step.projectId)
  },
  'undelete-elsewhere': ({ device, elsewhere, step }) => void elsewhere.undelete(device.account, step.projectId),
  weather: ({ device, context }, { weather }) => {
    context.trace.add(device.name, `the line is ${weather}`)
    device.line.weather = weather
  },
}

export function allow(home: Home): void {
  home.disk.refusal = undefined
  home.isShut = false
}

export function signIn(device: SimDevice, account: string, trace: Scene['context']['trace']): void {
  if (device.user === account || account === nobody) return
  device.user = account
  trace.add(device.name, `${account} signs in`)
  for (const tab of device.openTabs()) tab.connectivity.wake()
}

/** Half of the time tabs stay open for the account that was there, and go on without a token of their own. */
function signInAsAnother(scene: Scene): void {
  const { device, context, step } = scene
  const { chance, time, trace } = context
  const other = chance.pick(device.accounts)
  if (other === device.account || !befalls(scene, 'signed-in-as-another')) return
  signIn(device, other, trace)
  const leave = () => {
    if (device.user !== other) return
    device.killAll()
    device.account = other
    device.open(step.tab)
  }
  if (chance.happens(0.5)) leave()
  else time.after(chance.whole(0, 120_000), leave)
}
