import type { UploadAct } from '../plan/upload-acts.ts'
import type { RunContext } from '../run/run-context.ts'
import type { FileHand } from './file-hand.ts'
import { addedRows, openFiles } from './file-rows.ts'
import type { AddedFile } from './made-file.ts'
import type { SimTab } from './sim-tab.ts'
import type { Said, Saying } from './upload-words.ts'

const againMs = 20_000

/** What the user of a device does with its uploads, from any tab. */
export class UploadHand {
  readonly #context: RunContext
  readonly #files: FileHand

  constructor(context: RunContext, files: FileHand) {
    this.#context = context
    this.#files = files
  }

  async does(tab: SimTab, act: UploadAct): Promise<void> {
    try {
      await this.#do(tab, act)
    } catch (error) {
      this.#context.trace.add(tab.page.name, `${act.kind} was refused: ${String(error)}`)
    }
  }

  /** @param except what the user leaves cancelled */
  async resumeEach(tab: SimTab, except: (file: AddedFile) => boolean): Promise<void> {
    const ids = new Set(tab.home.files.filter((file) => !except(file)).map(({ assetId }) => assetId))
    const resumed = [...ids].map((assetId) => this.#untilTaken(() => this.#resume(tab, assetId)))
    await Promise.all([this.#untilTaken(() => this.#pauseAll(tab, false)), ...resumed])
  }

  /** Who is told that it could not be done does it again. */
  async #untilTaken(act: () => Promise<void>): Promise<void> {
    await act().catch(() => void this.#context.time.after(againMs, () => void this.#untilTaken(act)))
  }

  #do(tab: SimTab, act: UploadAct): Promise<void> {
    if (!('at' in act)) return this.#pauseAll(tab, act.kind === 'pause-uploads')
    const file = act.kind === 'retry-upload' ? (blockedFile(tab) ?? fileAt(tab, act.at)) : fileAt(tab, act.at)
    if (!file) return Promise.resolve()
    const { assetId } = file
    switch (act.kind) {
      case 'pause-upload':
        return this.#pause(tab, assetId)
      case 'resume-upload':
        return this.#resume(tab, assetId)
      case 'retry-upload':
        return this.retry(tab, assetId)
      case 'cancel-upload':
        return this.#cancel(tab, assetId, act.keepBytes)
      case 'add-file-again':
        return this.#files.addAgain(tab, file, act.as)
    }
  }

  async #pauseAll(tab: SimTab, paused: boolean): Promise<void> {
    const { home, page, sync } = tab
    const saying = home.words.begin(page)
    try {
      await (paused ? sync.assets.pause() : sync.assets.resume())
    } catch (error) {
      home.words.failed(saying)
      throw error
    }
    this.#said(tab, saying, paused ? 'pause' : 'go-on', [])
    if (openFiles(home).length > 0) this.#context.faults.note(paused ? 'uploads-paused' : 'uploads-resumed')
  }

  async #pause(tab: SimTab, assetId: string): Promise<void> {
    await this.#say(tab, assetId, 'pause', () => tab.sync.assets.pause(assetId))
    if (openFiles(tab.home).some((file) => file.assetId === assetId)) this.#context.faults.note('upload-paused')
  }

  async #resume(tab: SimTab, assetId: string): Promise<void> {
    const { home, sync } = tab
    const before = addedRows(home, assetId)
    await this.#say(tab, assetId, 'go-on', () => sync.assets.resume(assetId))
    if (before.some(({ paused }) => paused)) this.#context.faults.note('upload-resumed')
    const wasCancelled = before.some(({ upload }) => upload?.phase === 'cancelled' || upload?.phase === 'cancelling')
    if (wasCancelled && openFiles(home).some((file) => file.assetId === assetId))
      this.#context.faults.note('resumed-after-cancel')
  }

  async retry({ home, page, sync }: SimTab, assetId: string): Promise<void> {
    const isBlocked = addedRows(home, assetId).some(({ upload }) => upload?.phase === 'blocked')
    await sync.assets.retry(assetId)
    if (isBlocked) this.#context.faults.note('upload-retried')
    this.#context.trace.add(page.name, `${assetId}: retried`)
  }

  async #cancel(tab: SimTab, assetId: string, keepBytes: boolean): Promise<void> {
    const isOpen = openFiles(tab.home).some((file) => file.assetId === assetId)
    const word = keepBytes ? 'cancel' : 'forget'
    // Also where its row was evicted, and is put back before the word is heard.
    const added = tab.home.files.filter((file) => file.assetId === assetId)
    const keys = added.map(({ projectId }) => `${projectId}/${assetId}`)
    for (const key of keepBytes ? [] : [...keys, ...addedRows(tab.home, assetId).map((row) => row.key)])
      tab.home.mayBeGone.add(key)
    await this.#say(tab, assetId, word, () => tab.sync.assets.cancel(assetId, { keepBytes }))
    if (isOpen) this.#context.faults.note(keepBytes ? 'upload-cancelled' : 'upload-forgotten')
  }

  async #say(tab: SimTab, assetId: string, word: Said['word'], act: () => Promise<void>): Promise<void> {
    const { home, page } = tab
    const saying = home.words.begin(page, assetId)
    const before = addedRows(home, assetId)
    try {
      await act()
    } catch (error) {
      home.words.failed(saying)
      throw error
    }
    // What is stored stays so, whatever is said of it.
    const stays = (upload: { readonly phase: string } | undefined) => upload?.phase === 'stored'
    const both = [...before, ...addedRows(home, assetId)]
    const stored = new Set(both.flatMap(({ key, upload }) => (stays(upload) ? [key] : [])))
    const keys = before.map(({ key }) => key).filter((key) => !stored.has(key))
    this.#said(tab, saying, word, keys)
  }

  #said({ home, page }: SimTab, saying: Saying, word: Said['word'], keys: readonly string[]): void {
    const isAlone = home.words.done(saying, { word, atMs: this.#context.time.nowMs, keys })
    const of = saying.assetId || 'all uploads'
    this.#context.trace.add(page.name, `${of}: said to ${word}${isAlone ? '' : ', while something else was'}`)
  }
}

/** The one that asks for its user. */
function blockedFile({ home }: SimTab): AddedFile | undefined {
  const blocked = addedRows(home).find(({ upload }) => upload?.phase === 'blocked')
  return blocked && home.files.find(({ assetId }) => assetId === blocked.assetId)
}

function fileAt({ home }: SimTab, at: number): AddedFile | undefined {
  return home.files.at(-1 - Math.floor(at * home.files.length))
}
