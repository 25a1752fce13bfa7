import { type AssetView, createCloudSync } from 'reelsync'
import type { Job, Sender } from './subject.ts'

const projectId = 'bench'

/** As an app does it: a project that is saved, and a file added to it. */
export async function prepareReelsync({ runId, token }: Job): Promise<Sender> {
  const sync = createCloudSync({ apiUrl: '', account: runId, getToken: async () => token })
  const known = await sync.projects.list()
  if (!known.some(({ id, version }) => id === projectId && version > 0)) {
    await sync.projects.save({ id: projectId, name: 'Bench', document: '{}', assetIds: [] })
    for await (const { durability } of sync.status) if (durability === 'in-the-cloud') break
  }
  const untilStored = (isIt: (view: AssetView) => boolean) =>
    new Promise<void>((resolve, reject) => {
      const look = (view: AssetView) => {
        if (!isIt(view)) return
        if (view.inTheCloud) resolve()
        if (view.transfer.phase === 'blocked') reject(new Error(view.transfer.code))
      }
      sync.assets.subscribe(look)
      void sync.assets.list(projectId).then((views) => views.forEach(look))
    })
  return {
    async send(file) {
      const assetId = crypto.randomUUID()
      const stored = untilStored((view) => view.assetId === assetId)
      await sync.assets.add(projectId, file, { assetId })
      await stored
    },
    async goOn() {
      const kept = await sync.assets.list(projectId)
      if (kept.length > 0) await untilStored(() => true)
      return kept.length > 0
    },
  }
}
