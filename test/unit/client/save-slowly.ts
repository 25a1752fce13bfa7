import type { ProjectEdit } from '../../../client-lib/host/host-store.ts'
import type { OpenPage, SyncDevice } from './sync-device.ts'

/** The app of a tab begins to save, as one that packs its documents, and has written it once it is told to finish. */
export function saveSlowly({ host }: SyncDevice, { sync }: OpenPage, edit: ProjectEdit) {
  const written = Promise.withResolvers<void>()
  const save = sync.afterSave(async (one: ProjectEdit) => {
    await written.promise
    return host.save(one)
  })
  const saving = save(edit)
  const finish = async () => {
    written.resolve()
    await saving
  }
  return { saving, finish, fail: written.reject }
}
