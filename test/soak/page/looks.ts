import type { CloudSync } from '../../../client-lib/cloud-sync.ts'
import { acknowledgeLosses } from '../../../client-lib/diagnostics/acknowledge-losses.ts'
import { diagnose } from '../../../client-lib/diagnostics/diagnose.ts'
import type { Loss } from '../../../client-lib/diagnostics/diagnostics.ts'
import type { AssetTransfer } from '../../../client-lib/media/assets-api.ts'
import type { StatusSnapshot } from '../../../client-lib/status/status-snapshot.ts'
import type { AfterSync } from './calls.ts'
import { labelOf, sha256 } from './made-content.ts'

export interface SeenFile {
  readonly project: string
  readonly assetId: string
  readonly transfer: AssetTransfer
  readonly onThisDevice: boolean
  readonly inTheCloud: boolean
}

export interface SeenDocument {
  readonly label: string
  readonly hash: string
}

export interface SeenState {
  readonly status: StatusSnapshot
  readonly conflicts: readonly { readonly conflictId: string; readonly projectId: string }[]
  readonly files: readonly SeenFile[]
  /** What the list shows, as it opens; why it does not, where it does not. */
  readonly documents: Readonly<Record<string, SeenDocument | string>>
}

/** Where edits are that the cloud's history may not have, by their labels. */
export type KeptHere = Readonly<Record<string, 'conflict' | 'overlaid' | 'here'>>

/** What a tab shows of itself once all is still. */
export const looks = {
  state: async (sync: CloudSync, projects: readonly string[]): Promise<SeenState> => {
    const ids = (await sync.projects.list()).map(({ id }) => id)
    const documents = ids.map(async (id) => [id, await documentOf(sync, id)] as const)
    const files = [...new Set([...projects, ...ids])].map((id) => sync.assets.list(id))
    return {
      documents: Object.fromEntries(await Promise.all(documents)),
      files: (await Promise.all(files)).flat().map((one) => ({ ...one, project: one.projectId })),
      conflicts: (await sync.conflicts.list()).map(({ conflictId, projectId }) => ({ conflictId, projectId })),
      status: sync.status.get(),
    }
  },
  keptHere: async (sync: CloudSync, projects: readonly string[]): Promise<KeptHere> => {
    const kept: Record<string, 'conflict' | 'overlaid' | 'here'> = {}
    const listed = await sync.projects.list()
    for (const { id, onThisDevice } of listed) {
      const document = onThisDevice ? await documentOf(sync, id) : 'elsewhere'
      if (typeof document !== 'string') kept[document.label] = 'here'
    }
    for (const id of new Set([...projects, ...listed.map((one) => one.id)])) {
      for (const { edit } of await sync.projects.overlaid(id)) kept[labelOf(edit.document)] = 'overlaid'
    }
    for (const { local } of await sync.conflicts.list()) kept[labelOf(local.project.document)] = 'conflict'
    return kept
  },
  losses: async (sync: CloudSync): Promise<readonly Loss[]> => (await diagnose(sync)).losses,
  /** The user has read them: lost edits are done with, and files that are gone are given up. */
  doneWith: async (sync: CloudSync, losses: readonly Loss[]): Promise<void> => {
    await acknowledgeLosses(sync, losses)
    for (const loss of losses) {
      if (loss.kind === 'file-lost') await sync.assets.cancel(loss.assetId, { keepBytes: false })
    }
  },
  isClosed: (sync: CloudSync): Promise<boolean> =>
    sync.projects.list().then(
      () => false,
      (error) => error.name === 'SyncClosed',
    ),
  report: (sync: CloudSync) => diagnose(sync),
} as const

async function documentOf(sync: CloudSync, id: string): Promise<SeenDocument | string> {
  try {
    const { document } = await sync.projects.open(id)
    return { label: labelOf(document), hash: await sha256(new TextEncoder().encode(document)) }
  } catch (error) {
    return String(error)
  }
}

export type LookName = keyof typeof looks
export type LookArguments<N extends LookName> = AfterSync<(typeof looks)[N]>
export type Seen<N extends LookName> = Awaited<ReturnType<(typeof looks)[N]>>
