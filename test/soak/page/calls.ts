import type { CloudSync } from '../../../client-lib/cloud-sync.ts'
import type { ConflictAnswer } from '../../../client-lib/conflicts/conflicts-api.ts'
import { removeFromDevice } from '../../../client-lib/device-accounts/remove-from-device.ts'
import { hasBytesOf, madeDocument, madeFile } from './made-content.ts'

export interface MadeEdit {
  readonly label: string
  readonly project: string
  readonly fillerBytes: number
  readonly assetIds: readonly string[]
}

export interface FileOf {
  readonly project: string
  readonly assetId: string
  readonly sizeBytes: number
}

/** What an app asks of the sync for its user, by the names that the log gives it. Each tells what there is to tell. */
export const calls = {
  save: (sync: CloudSync, { label, project, fillerBytes, assetIds }: MadeEdit) =>
    sync.projects.save({ id: project, name: label, document: madeDocument(label, fillerBytes), assetIds }),
  open: (sync: CloudSync, project: string) => sync.projects.open(project).then(() => undefined),
  list: (sync: CloudSync, project: string) =>
    Promise.all([sync.projects.list(), sync.assets.list(project)]).then(() => undefined),
  overlaid: (sync: CloudSync, project: string) => sync.projects.overlaid(project).then(() => undefined),
  delete: (sync: CloudSync, project: string) => sync.projects.delete(project),
  answerFirst: async (sync: CloudSync, answer: ConflictAnswer) => {
    const [first] = await sync.conflicts.list()
    if (first === undefined) return 'nothing was asked'
    await sync.conflicts.resolve(first.conflictId, answer)
    return 'answered'
  },
  answer: (sync: CloudSync, conflictId: string, answer: ConflictAnswer) => sync.conflicts.resolve(conflictId, answer),
  add: (sync: CloudSync, { project, assetId, sizeBytes }: FileOf) =>
    sync.assets.add(project, madeFile(assetId, sizeBytes), { assetId }).then(() => undefined),
  openFile: async (sync: CloudSync, { project, assetId, sizeBytes }: FileOf) => {
    const file = await sync.assets.open(project, assetId)
    if (file === undefined) return 'not there'
    return (await hasBytesOf(file, assetId, sizeBytes)) ? 'as it was' : 'damaged'
  },
  playFile: async (sync: CloudSync, { project, assetId }: FileOf) => {
    const address = await sync.assets.url(project, assetId)
    address?.release()
  },
  keepFile: (sync: CloudSync, { project, assetId }: FileOf, isKept: boolean) =>
    sync.assets.keepOffline(project, assetId, isKept),
  cancelFile: (sync: CloudSync, assetId: string, keepBytes: boolean) => sync.assets.cancel(assetId, { keepBytes }),
  pauseFiles: (sync: CloudSync) => sync.assets.pause(),
  resumeFiles: (sync: CloudSync) => sync.assets.resume(),
  pause: (sync: CloudSync) => sync.pause(),
  resume: (sync: CloudSync) => sync.resume(),
  retryNow: async (sync: CloudSync) => sync.retryNow(),
  removeFromDevice: (sync: CloudSync, evenUnsynced: boolean) => removeFromDevice(sync, { evenUnsynced }),
  close: (sync: CloudSync) => sync.close(),
} as const

export type CallName = keyof typeof calls
export type CallArguments<N extends CallName> = AfterSync<(typeof calls)[N]>
/** What is given to a function of a sync beside the sync. */
export type AfterSync<F> = F extends (sync: CloudSync, ...rest: infer A) => Promise<unknown> ? A : never
