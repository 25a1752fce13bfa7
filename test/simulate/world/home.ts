import type { ProjectEdit } from '../../../client-lib/host/host-store.ts'
import { MemoryMediaStore } from '../../../client-lib/media-store/memory-media-store.ts'
import { memoryDisk } from '../../../client-lib/storage/memory-local-store.ts'
import { Origin } from '../../../testing/device/origin.ts'
import { type Answered, type Damaged, type Lane, type OpenConflict, rowsUnder } from './device-rows.ts'
import type { AddedFile, MadeFile } from './made-file.ts'
import { nobody } from './nobody.ts'
import { DeviceNotes } from './page-notes.ts'
import type { SimPage } from './sim-page.ts'
import { UploadWords } from './upload-words.ts'

export interface HomeFacts {
  /** Of the device. */
  readonly name: string
  readonly hasOwnStore: boolean
  /** The app has a word for deletions. */
  readonly letsGo: boolean
}

/** What one account has on one device, and what outlives its pages. */
export class Home {
  readonly device: string
  readonly account: string
  readonly hasOwnStore: boolean
  readonly letsGo: boolean
  readonly signedOut: Home | undefined
  readonly disk = memoryDisk()
  readonly media = new MemoryMediaStore()
  readonly origin = new Origin()
  /** What is noted of the rows, beside them. */
  readonly inventory = new DeviceNotes()
  /** The app's own store. */
  readonly saved = new Map<string, ProjectEdit>()
  /** What came there last by the client's word, and not by a user's of this device. */
  readonly fromAfar = new Map<string, { readonly label: string; readonly atMs: number }>()
  /** Durable edits that nothing the user did has taken the place of, by project. */
  readonly owed = new Map<string, Set<string>>()
  /** Labels of what the app was told is on this device. */
  readonly promised = new Set<string>()
  /** Labels of what went with evicted rows, by project: to be named until the user knows. */
  readonly evicted = new Map<string, Set<string>>()
  /** Labels of what was saved here, where the app has no store of its own. */
  readonly savedHere = new Set<string>()
  /** Projects whose conflict was answered with `both`: what was owed of one may be a project of its own. */
  readonly splits = new Set<string>()
  /**
   * What its user has just wished away, by project, until they are told that it went, or is there still: what they save
   * goes on from there.
   */
  readonly beingDeleted = new Map<string, string | undefined>()
  /** What open pages know of each project since its rows went under them. */
  readonly whenCleared = new Map<string, { readonly held: string | undefined; readonly isDeleted: boolean }>()
  /** What was added here, as it was given. */
  readonly files: AddedFile[] = []
  /** What pages were asked to add, those that died before they answered too. */
  readonly begun: MadeFile[] = []
  /** Lost files that the user had tried again, after all has gone wrong. */
  readonly retried = new Set<string>()
  /** Lost files that the user leaves at that, by asset. */
  readonly givenUp = new Set<string>()
  /** What users said of its uploads. */
  readonly words = new UploadWords()
  /** Rows of files, by key, that a user wanted to be gone, bytes too. */
  readonly mayBeGone = new Set<string>()
  /** Bytes of files were evicted. */
  hasLostFiles = false
  /** Until when its storage refuses. */
  refusedUntilMs = 0
  /** Rows were damaged or thrown away: the device no longer knows what it agreed on. */
  isDamaged = false
  /** The page that last came to lead. */
  leader: SimPage | undefined
  /** Reads fail as well. */
  isShut = false

  /** @param signedOut what nobody was signed in for on the same device; absent where this is that */
  constructor({ name, hasOwnStore, letsGo }: HomeFacts, account: string, signedOut?: Home) {
    this.device = name
    this.account = account
    this.hasOwnStore = hasOwnStore
    this.letsGo = letsGo
    this.signedOut = signedOut
  }

  get isOfNobody(): boolean {
    return this.account === nobody
  }

  /** The label of what the device holds of a project. */
  holds(projectId: string): string | undefined {
    return this.hasOwnStore ? this.saved.get(projectId)?.name : this.labelOf(projectId, this.lane(projectId)?.ownCopy)
  }

  /** Apps make ids at random: nothing is made under the id of what an account takes over, and was not given yet. */
  isBeingTakenOver(projectId: string): boolean {
    const next = this.signedOut?.lane(projectId)?.state?.next?.hash
    return this.signedOut?.labelOf(projectId, next) !== undefined && this.holds(projectId) === undefined
  }

  isUnreadable(projectId: string): boolean {
    if (this.hasOwnStore || this.holds(projectId) !== undefined) return false
    const row = this.disk.tables.get(`lanes/${projectId}`) as Damaged | undefined
    return row?.broken === true || this.lane(projectId)?.ownCopy !== undefined
  }

  projectIds(): string[] {
    if (this.hasOwnStore) return [...this.saved.keys()]
    return rowsUnder(this.disk, 'lanes/').flatMap(([id]) => (this.holds(id) === undefined ? [] : [id]))
  }

  /** Labels of every content that a row of the device refers to, or that the app holds. */
  kept(projectId: string): ReadonlySet<string> {
    const held = this.holds(projectId)
    return new Set([...this.queued(projectId), ...(held === undefined ? [] : [held])])
  }

  /** Labels of every content that a row of the device refers to. */
  queued(projectId: string): ReadonlySet<string> {
    const hashes = [...this.#hashesOf(this.lane(projectId)), ...this.#sides(projectId)]
    const labels = new Set(hashes.flatMap((hash) => this.labelOf(projectId, hash) ?? []))
    if (this.isDamaged) for (const label of this.#unreferenced(projectId)) labels.add(label)
    return labels
  }

  /** Labels of contents of which a piece is damaged, or was set aside. */
  unreadable(projectId: string): readonly string[] {
    return rowsUnder(this.disk, `documents/${projectId}/`).flatMap(([hash, row]) => {
      const { name, document } = row as Damaged
      const pieces = rowsUnder(this.disk, `pieces/${projectId}/${hash}`).filter(([, one]) => !(one as Damaged).broken)
      return pieces.length < (document?.pieceCount ?? 0) ? (name ?? []) : []
    })
  }

  owe(projectId: string, label: string): void {
    this.owed.set(projectId, (this.owed.get(projectId) ?? new Set()).add(label))
  }

  /** The project that a side of a conflict has become. */
  copyWith(projectId: string, label: string): string | undefined {
    if (!this.splits.has(projectId)) return undefined
    return this.projectIds().find((id) => id !== projectId && this.kept(id).has(label))
  }

  /** The project that a copy was made of, until the cloud has answered of the copy's own files. */
  copiedFrom(projectId: string): string | undefined {
    const { attaching, acknowledged } = this.lane(projectId) ?? {}
    if (attaching || acknowledged?.version) return attaching?.from
    return rowsUnder(this.disk, 'conflicts/')
      .map(([id]) => id)
      .find((id) => this.openConflict(id)?.intent?.copyId === projectId)
  }

  openConflict(projectId: string): OpenConflict | undefined {
    const row = this.disk.tables.get(`conflicts/${projectId}`) as (OpenConflict & { state: string }) | undefined
    return row?.state === 'open' ? row : undefined
  }

  /** Labels of the local sides that gave way to the other. */
  gaveWay(projectId: string): readonly string[] {
    const answered = rowsUnder(this.disk, `conflicts/${projectId}/`).map(
      ([, row]) => row as Partial<OpenConflict & Answered>,
    )
    return answered.flatMap(({ answer, local }) =>
      answer === 'remote' || answer === 'both' ? (this.labelOf(projectId, local?.hash) ?? []) : [],
    )
  }

  labelOf(projectId: string, hash: string | undefined): string | undefined {
    return (this.disk.tables.get(`documents/${projectId}/${hash}`) as { name?: string } | undefined)?.name
  }

  lane(projectId: string): Lane | undefined {
    return this.disk.tables.get(`lanes/${projectId}`) as Lane | undefined
  }

  #hashesOf(lane: Lane | undefined): readonly string[] {
    if (!lane?.state) return []
    const { inFlight, next, hash } = lane.state
    const cells = [inFlight, next, ...(lane.losing ?? []), ...(lane.overlaid ?? [])].map((cell) => cell?.hash)
    return [...cells, hash, lane.ownCopy, ...(lane.keptHashes ?? [])].flatMap((one) => one ?? [])
  }

  #sides(projectId: string): readonly string[] {
    const open = this.openConflict(projectId)
    return open ? [open.local.hash, open.remote.hash, open.intent?.hash].flatMap((one) => one ?? []) : []
  }

  /** Of damaged rows what they name is not known: what is there, or was set aside, is not lost. */
  #unreferenced(projectId: string): readonly string[] {
    const rows = rowsUnder(this.disk, `documents/${projectId}/`).map(([, row]) => row)
    const aside = this.disk.setAside.map(({ raw }) => raw)
    return ([...rows, ...aside] as Damaged[]).flatMap((row) => row.name ?? row.was?.name ?? [])
  }
}
