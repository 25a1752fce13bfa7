import type { Chance } from '../chance/chance.ts'
import type { AddedAs } from '../plan/upload-acts.ts'
import type { RunContext } from '../run/run-context.ts'
import type { AddedFile } from './made-file.ts'
import { type MadeFile, madeFile } from './made-file.ts'
import type { SimTab } from './sim-tab.ts'

/** What the user of a device does with files in its tabs. */
export class FileHand {
  readonly #context: RunContext
  readonly #chance: Chance
  readonly #edit: (tab: SimTab, projectId: string) => void

  /** @param edit saves the project with what was added to it */
  constructor(context: RunContext, chance: Chance, edit: (tab: SimTab, projectId: string) => void) {
    this.#context = context
    this.#chance = chance
    this.#edit = edit
  }

  async add(tab: SimTab, projectId: string, sizeBytes: number): Promise<void> {
    await this.#addAs(tab, projectId, madeFile(this.#chance, sizeBytes))
  }

  /** What the device has lost the bytes of. */
  async restore(tab: SimTab, { projectId, assetId, ...made }: AddedFile): Promise<void> {
    await this.#addAs(tab, projectId, made, assetId)
  }

  /** The very same bytes once more. */
  async addAgain(tab: SimTab, { projectId, ...made }: AddedFile, as: AddedAs = 'another-asset'): Promise<void> {
    const { faults } = this.#context
    const known = as === 'another-asset' ? undefined : made.assetId
    const place = as === 'in-another-project' ? (projectId === 'film' ? 'song' : 'film') : projectId
    const said = tab.home.words.of(made.assetId)?.word
    if (!(await this.#addAs(tab, place, made, known))) return
    faults.note(as === 'in-another-project' ? 'added-to-another-project' : 'added-again')
    if (as === 'same-asset' && (said === 'cancel' || said === 'forget')) faults.note('added-again-after-cancel')
  }

  async #addAs(tab: SimTab, projectId: string, made: MadeFile, known?: string): Promise<boolean> {
    const { files, parts, trace } = this.#context
    const { home } = tab
    if (home.isBeingTakenOver(projectId)) return false
    if (made.partChecksums.length > 1) parts.watch(made.partChecksums)
    const adding = known === undefined ? undefined : beginAdding(tab, projectId, known)
    files.begun(made.bytes)
    home.begun.push(made)
    try {
      const { assetId } = await tab.sync.assets.add(projectId, made.file, known === undefined ? {} : { assetId: known })
      trace.add(tab.page.name, `${projectId}: added ${assetId}, ${made.bytes.length} bytes`)
      adding?.done(this.#context.time.nowMs)
      tab.claims.added(projectId, assetId)
      files.added(assetId, made.bytes)
      const isListed = home.files.some((file) => file.assetId === assetId && file.projectId === projectId)
      if (!isListed) home.files.push({ ...made, projectId, assetId })
      // What is added again is listed already.
      if (!isListed) this.#edit(tab, projectId)
      return true
    } catch (error) {
      adding?.failed()
      trace.add(tab.page.name, `${projectId}: could not add a file: ${String(error)}`)
      return false
    }
  }

  async listFiles(tab: SimTab, projectId: string): Promise<void> {
    try {
      const listed = await tab.sync.assets.list(projectId)
      tab.watched.add(projectId)
      for (const view of listed) tab.heardOf(view)
    } catch (error) {
      this.#context.trace.add(tab.page.name, `could not list the files: ${String(error)}`)
    }
  }

  /** Fetches the first file that is not here. */
  async openFile(tab: SimTab, projectId: string): Promise<void> {
    const absent = [...tab.assets.values()].find((view) => view.projectId === projectId && !view.onThisDevice)
    if (absent) await this.openAsset(tab, projectId, absent.assetId)
  }

  async openAsset(tab: SimTab, projectId: string, assetId: string): Promise<void> {
    const { files, trace } = this.#context
    const heard = (how: string) => trace.add(tab.page.name, `file ${assetId}: ${how}`)
    try {
      const file = await tab.sync.assets.open(projectId, assetId)
      if (file) files.opened(tab.home, assetId, new Uint8Array(await file.arrayBuffer()))
      if (file) tab.opened.add(assetId)
      heard(file ? `${file.size} bytes` : 'not there yet')
    } catch (error) {
      heard(String(error))
    }
  }
}

/** A file is added under the id of one that is known: it goes on, unless it is paused; what is said of other rows holds. */
function beginAdding({ home, page }: SimTab, projectId: string, assetId: string) {
  const { words } = home
  const key = `${projectId}/${assetId}`
  const said = words.of(assetId)
  const saying = words.begin(page, assetId)
  return {
    done(atMs: number): void {
      const isOfThis = said?.keys.includes(key) && said.word !== 'pause'
      const rest = said && isOfThis ? { ...said, keys: said.keys.filter((one) => one !== key) } : said
      const isAlone = words.done(saying, rest ?? { word: 'go-on', atMs, keys: [] })
      if (isAlone) home.mayBeGone.delete(key)
      else home.mayBeGone.add(key)
    },
    failed: () => words.failed(saying),
  }
}
