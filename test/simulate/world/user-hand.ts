import { acknowledgeLosses } from '../../../client-lib/diagnostics/acknowledge-losses.ts'
import { diagnose } from '../../../client-lib/diagnostics/diagnose.ts'
import type { ProjectEdit } from '../../../client-lib/host/host-store.ts'
import type { Chance } from '../chance/chance.ts'
import { placeOf } from '../checks/edit-book.ts'
import type { EditWatch } from '../checks/edit-watch.ts'
import type { LossWatch } from '../checks/loss-watch.ts'
import { tooLargeMark } from '../faults/answer-instead.ts'
import type { RunContext } from '../run/run-context.ts'
import { contentOf } from './document-content.ts'
import { FileHand } from './file-hand.ts'
import type { AddedFile } from './made-file.ts'
import type { SimDevice } from './sim-device.ts'
import type { SimTab } from './sim-tab.ts'
import { UploadHand } from './upload-hand.ts'
import { answerConflict, type UserAnswer } from './user-answer.ts'

export type EditKind = 'small' | 'packed' | 'large' | 'too-large' | 'undo'

/** A message to another tab takes no longer. */
const messageMs = 100
/** A page that opens has read its rows by then. */
const readingMs = 1000

/** What the user of a device does in its tabs; what the app answers is waited for by nobody. */
export class UserHand {
  readonly #context: RunContext
  readonly #device: SimDevice
  readonly #watch: EditWatch
  readonly #losses: LossWatch
  readonly #chance: Chance
  readonly files: FileHand
  readonly uploads: UploadHand

  constructor(context: RunContext, device: SimDevice, watch: EditWatch, losses: LossWatch) {
    this.#context = context
    this.#device = device
    this.#watch = watch
    this.#losses = losses
    this.#chance = context.chance.fork(`hand of ${device.name}`)
    this.files = new FileHand(context, this.#chance, (tab, projectId) => this.edit(tab, projectId))
    this.uploads = new UploadHand(context, this.files)
  }

  edit(tab: SimTab, projectId: string, kind: EditKind = 'small'): void {
    const { home, shown } = tab
    if (home.isBeingTakenOver(projectId)) return
    // What the client keeps is opened before it is edited; one that cannot be read is fetched by that.
    const isUnseen = !home.hasOwnStore && home.holds(projectId) !== undefined && !shown.has(projectId)
    if (isUnseen || home.isUnreadable(projectId)) this.open(tab, projectId)
    else this.#save(tab, projectId, this.#nextEdit(tab, projectId, kind))
  }

  #save(tab: SimTab, projectId: string, edit: ProjectEdit): void {
    const { home, claims, page, pendingSaves } = tab
    this.#context.book.made(edit, home.account, home.device)
    claims.saving(projectId, edit.name)
    if (home.hasOwnStore) {
      const save = tab.sync.afterSave((given) => this.#saveInApp(tab, given))
      save(edit).catch((error) => this.#unforeseen(tab, error))
      return
    }
    pendingSaves.add(edit.name)
    const done = () => void pendingSaves.delete(edit.name)
    const kept = () => {
      done()
      home.promised.add(edit.name)
    }
    const refused = (error: unknown) => {
      done()
      this.#context.trace.add(page.name, `could not save ${edit.name}: ${String(error)}`)
    }
    tab.sync.projects.save(edit).then(kept, refused)
  }

  /** Opens a project that the device does not have. */
  open(tab: SimTab, projectId: string): void {
    const heard = (how: string) => this.#context.trace.add(tab.page.name, `open ${projectId}: ${how}`)
    tab.openProject(projectId).then(heard, (error: unknown) => heard(String(error)))
  }

  async delete(tab: SimTab, projectId: string): Promise<void> {
    const { faults, trace } = this.#context
    const isOffline = tab.isOffline()
    const { beingDeleted } = tab.home
    beingDeleted.set(projectId, tab.home.holds(projectId))
    try {
      await tab.sync.projects.delete(projectId)
      faults.note(isOffline ? 'deleted-offline' : 'deleted')
      trace.add(tab.page.name, `deleted ${projectId}`)
      beingDeleted.delete(projectId)
    } catch (error) {
      trace.add(tab.page.name, `did not delete ${projectId}: ${String(error)}`)
      if (tab.home.holds(projectId) !== undefined) beingDeleted.delete(projectId)
    }
  }

  resolve(tab: SimTab, answer: UserAnswer): Promise<void> {
    return answerConflict(tab, answer, this.#context)
  }

  async readLosses(tab: SimTab): Promise<void> {
    tab.losses = (await diagnose(tab.sync)).losses
  }

  /** Reads what is lost, and says that it is known. */
  async takeNote(tab: SimTab): Promise<void> {
    try {
      await this.readLosses(tab)
      this.#losses.told(tab.home, tab.losses)
      await acknowledgeLosses(tab.sync, tab.losses)
    } catch (error) {
      this.#context.trace.add(tab.page.name, `could not take note of what is lost: ${String(error)}`)
    }
  }

  /** Takes back all that it stopped, but for files that are to stay as they are. */
  resume(tab: SimTab, except: (file: AddedFile) => boolean = () => false): void {
    tab.sync.resume().catch(() => undefined)
    void this.uploads.resumeEach(tab, except)
  }

  /**
   * The app's own save: it writes what was made on top of what was there as it began. While it takes its time another
   * version may come from afar, which it writes over unseen; what this device's own user saves meanwhile they see.
   */
  async #saveInApp({ home, page, diesAtSave, openedAtMs }: SimTab, edit: ProjectEdit): Promise<void> {
    const { book, faults, time } = this.#context
    const begunAtMs = time.nowMs
    const before = home.saved.get(edit.id)?.name ?? home.beingDeleted.get(edit.id)
    // Before a page has read its rows, or where another makes a project of this id just now, it knows of nothing.
    const isKnown = before !== undefined && begunAtMs - openedAtMs > readingMs
    if (isKnown && faults.strikes('saved-slowly', 0.3, this.#chance)) await page.moment(this.#chance.whole(1, 10_000))
    const now = home.saved.get(edit.id)?.name ?? home.beingDeleted.get(edit.id)
    const came = home.fromAfar.get(edit.id)
    const isUnseen = now !== before && came !== undefined && came.label === now
    if (isUnseen) faults.note('saved-over-unseen')
    const savedAtMs = time.nowMs
    // Under an edit of another tab it may lie as well; and who has not heard of it cannot know whether the app has seen it.
    if (came !== undefined && came.atMs > begunAtMs - messageMs)
      book.isMadeUnaware(edit.name, () => page.state === 'running' && page.runsSinceMs <= savedAtMs)
    // An answer that the app's store took and then failed at: its user was told, and has it still.
    if (isUnseen && home.openConflict(edit.id)) home.owed.get(edit.id)?.delete(came.label)
    home.beingDeleted.delete(edit.id)
    home.saved.set(edit.id, edit)
    this.#watch.saved(home, edit.id, edit.name, isUnseen ? before : now)
    if (diesAtSave && faults.mayHappen('killed-before-enqueue')) {
      faults.note('killed-before-enqueue')
      this.#device.kill(this.#device.tabs.findIndex((tab) => tab?.page === page))
    }
    await page.moment(this.#chance.whole(0, 5))
  }

  #nextEdit({ home }: SimTab, projectId: string, kind: EditKind): ProjectEdit {
    const { book, faults } = this.#context
    const held = home.holds(projectId)
    const assetIds = home.files.filter((file) => file.projectId === projectId).map(({ assetId }) => assetId)
    if (kind === 'undo') {
      const older = book.versions(placeOf(home.account, projectId)).map(({ label }) => book.get(label)?.edit)
      const undone = older.filter((edit) => edit !== undefined && edit.name !== held).at(-1)
      if (undone && faults.mayHappen('undone')) {
        faults.note('undone')
        return undone
      }
    }
    const name = `${book.nextLabel()}${kind === 'too-large' && faults.mayHappen('answered-413') ? `-${tooLargeMark}` : ''}`
    return { id: projectId, name, document: this.#document(name, kind, held), assetIds: [...new Set(assetIds)].sort() }
  }

  /** What each device wrote last, with what this one writes now. */
  #document(name: string, kind: EditKind, held: string | undefined): string {
    const before = held === undefined ? undefined : this.#context.book.get(held)?.edit.document
    const text = JSON.stringify({ ...contentOf(before), [this.#device.name]: name })
    if (kind === 'packed') return text + ' packed'.repeat(400)
    if (kind !== 'large') return text
    // What gzip cannot shrink below what fits into a row.
    return text + Array.from({ length: 9000 }, () => this.#chance.whole(0, 0xffff_ffff).toString(36)).join('')
  }

  #unforeseen(tab: SimTab, error: unknown): void {
    this.#context.verdict.fail('not foreseen', `${tab.page.name}: the app's save was told of ${String(error)}`)
  }
}
