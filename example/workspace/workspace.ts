import type { CloudSync, HostStore, ProjectEdit } from 'reelsync'
import { createCloudSync, threeWayMerge } from 'reelsync'
import type { Account } from '../account/remembered-account.ts'
import { tokenSource } from '../account/token-source.ts'
import type { EditorSession } from '../editor/editor-session.ts'
import { createPictureStore, type PictureStore } from '../media/picture-store.ts'
import { openDeviceDatabase } from '../projects/device-database.ts'
import { createDeviceProjectStore, type ProjectStore } from '../projects/device-project-store.ts'
import { deviceName } from './device-name.ts'
import { deviceNickname } from './device-nickname.ts'
import type { PageConfig } from './page-config.ts'
import { goTo } from './route.ts'

/** What the pages of one account share. */
export interface Workspace {
  readonly account: Account
  readonly sync: CloudSync
  readonly store: ProjectStore
  readonly pictures: PictureStore
  /** The device's store first, then the cloud's queue. */
  readonly save: (edit: ProjectEdit) => Promise<void>
  /** Which project is open: what arrives for it goes through its editor. */
  setOpen(session: EditorSession): void
  setClosed(session: EditorSession): void
  /** Leaves the editor of a project; settles once it is closed. */
  leave(projectId: string): Promise<void>
  close(): Promise<void>
}

/** The composition root: names the stores and makes the sync. */
export function openWorkspace(config: PageConfig, account: Account): Workspace {
  const database = openDeviceDatabase(account.sub)
  const store = createDeviceProjectStore(database)
  let open: EditorSession | undefined
  let onClosed = () => {}
  const host: HostStore = {
    list: store.list,
    load: store.load,
    apply: (remote, expected) => {
      const storeIt = () => store.apply(remote, expected)
      return open?.get().projectId === remote.id ? open.arrive(remote, storeIt) : storeIt()
    },
    // Nothing disappears while somebody is at it: it stays, and is said to be on this device alone.
    remove: async (projectId, expected) =>
      open?.get().projectId !== projectId && (await store.remove(projectId, expected)),
  }
  const sync = createCloudSync({
    apiUrl: config.apiUrl,
    getToken: tokenSource(config, account),
    account: account.sub,
    host,
    merge: threeWayMerge(),
    deviceName: `${deviceName(navigator.userAgent)} (${deviceNickname()})`,
  })
  return {
    account,
    sync,
    store,
    pictures: createPictureStore(database),
    save: sync.afterSave(store.save),
    setOpen: (session) => {
      open = session
    },
    setClosed: (session) => {
      if (open !== session) return
      open = undefined
      onClosed()
    },
    leave: async (projectId) => {
      if (open?.get().projectId !== projectId) return
      const closed = new Promise<void>((resolve) => {
        onClosed = resolve
      })
      goTo({ kind: 'library' })
      await closed
    },
    close: async () => {
      await open?.close()
      await sync.close()
      void database.then((opened) => opened.close())
    },
  }
}
