import type { SimTab } from '../world/sim-tab.ts'
import type { TabAct } from './plan-step.ts'
import { befalls, type Scene } from './scene.ts'
import type { UploadAct } from './upload-acts.ts'

export type TabPerformers = {
  readonly [K in (TabAct | UploadAct)['kind']]: (scene: Scene, act: Extract<TabAct | UploadAct, { kind: K }>) => void
}

/** What is done in one tab, which is opened for it where it is not. A frozen tab's user does nothing. */
export const tabPerformers: TabPerformers = {
  edit: (scene, { edit }) => inTab(scene, (tab) => scene.device.hand.edit(tab, scene.step.projectId, edit)),
  'save-and-die': (scene) =>
    inTab(scene, (tab) => {
      tab.diesAtSave = tab.home.hasOwnStore && scene.context.faults.mayHappen('killed-before-enqueue')
      scene.device.hand.edit(tab, scene.step.projectId)
    }),
  open: (scene) => inTab(scene, (tab) => scene.device.hand.open(tab, scene.step.projectId)),
  delete: (scene) =>
    inTab(scene, (tab) => {
      if (scene.context.faults.mayHappen('deleted')) void scene.device.hand.delete(tab, scene.step.projectId)
    }),
  'list-files': (scene) => inTab(scene, (tab) => void scene.device.hand.files.listFiles(tab, scene.step.projectId)),
  'open-file': (scene) => inTab(scene, (tab) => void scene.device.hand.files.openFile(tab, scene.step.projectId)),
  resolve: (scene, { answer }) => inTab(scene, (tab) => void scene.device.hand.resolve(tab, answer)),
  'add-file': (scene, { sizeBytes }) =>
    inTab(scene, (tab) => void scene.device.hand.files.add(tab, scene.step.projectId, sizeBytes)),
  'freeze-tab': (scene, { forMs }) =>
    inTab(scene, ({ page }) => {
      if (!befalls(scene, 'tab-frozen')) return
      scene.context.trace.add(page.name, `frozen for ${forMs / 1000} s`)
      page.freezeFor(forMs)
    }),
  'kill-tab': ({ device, step, context: { faults } }) => {
    if (faults.mayHappen('tab-killed') && device.kill(step.tab)) faults.note('tab-killed')
  },
  'close-tab': ({ device, step }) => void device.close(step.tab),
  'open-tab': (scene) => inTab(scene, () => undefined),
  pause: (scene) =>
    inTab(scene, (tab) => {
      if (befalls(scene, 'paused')) tab.sync.pause().catch(() => undefined)
    }),
  'pause-upload': uploadDeed,
  'pause-uploads': uploadDeed,
  'resume-upload': uploadDeed,
  'resume-uploads': uploadDeed,
  'retry-upload': uploadDeed,
  'cancel-upload': uploadDeed,
  'add-file-again': uploadDeed,
  resume: (scene) => inTab(scene, (tab) => scene.device.hand.resume(tab)),
  'retry-now': (scene) => inTab(scene, (tab) => tab.retryNow()),
  'take-note': (scene) => inTab(scene, (tab) => void scene.device.hand.takeNote(tab)),
  wake: (scene) => inTab(scene, ({ connectivity }) => connectivity.wake()),
}

function uploadDeed(scene: Scene, act: UploadAct): void {
  inTab(scene, (tab) => void scene.device.hand.uploads.does(tab, act))
}

function inTab({ device, step, context: { faults } }: Scene, work: (tab: SimTab) => void): void {
  const isNew = device.tabs[step.tab] === undefined
  const tab = device.open(step.tab)
  if (isNew) faults.note(device.openTabs().length === 1 ? 'device-revived' : 'tab-revived')
  if (tab.page.state === 'running') work(tab)
}
