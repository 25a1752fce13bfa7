import type { ProjectEdit } from '../../../client-lib/host/host-store.ts'
import { nobody } from '../world/nobody.ts'

/** An edit that a user made; its label is the project's name, and so travels with it wherever it goes. */
export interface MadeEdit {
  readonly edit: ProjectEdit
  /** Whose it is; of nobody until an account has taken it. */
  account: string
  readonly device: string
  /** Labels of what it was made on top of; several where the same content was made again. */
  readonly parents: Set<string>
  isDurable: boolean
}

export interface CloudVersion {
  readonly version: number
  readonly label: string
  readonly writer: string
  readonly isDeletion: boolean
}

/** Every edit that was made, and every version that the cloud came to. */
export class EditBook {
  readonly #edits = new Map<string, MadeEdit>()
  readonly #versions = new Map<string, CloudVersion[]>()
  readonly #beside = new Set<string>()
  readonly #answered = new Set<string>()
  /** Of each wish to delete a project: what its user had before them. */
  readonly #wishes = new Map<string, (string | undefined)[]>()
  readonly #unaware = new Map<string, () => boolean>()
  #made = 0

  nextLabel(): string {
    this.#made += 1
    return `e${this.#made}`
  }

  get(label: string): MadeEdit | undefined {
    return this.#edits.get(label)
  }

  made(edit: ProjectEdit, account: string, device: string): MadeEdit {
    const known = this.#edits.get(edit.name)
    if (known) return known
    const made: MadeEdit = { edit, account, device, parents: new Set(), isDurable: false }
    this.#edits.set(edit.name, made)
    return made
  }

  /** `label` takes the place of `base`, which whoever made it had before them. */
  isOnTopOf(label: string, base: string | undefined): void {
    if (base !== undefined && base !== label) this.#edits.get(label)?.parents.add(base)
  }

  /** @param isTold whether the page that saved it over what it had not seen was there to tell */
  isMadeUnaware(label: string, isTold: () => boolean): void {
    this.#unaware.set(label, isTold)
  }

  /** Whether it was saved over what its maker had not seen, or is made on such. */
  isUnaware(label: string | undefined): boolean {
    return label !== undefined && this.#unawareIn(label).length > 0
  }

  /** Whether the app's store alone could tell what it was made on, which it does not: its page was gone, or frozen. */
  isUntold(label: string): boolean {
    return this.#unawareIn(label).some((isTold) => !isTold())
  }

  #unawareIn(label: string): readonly (() => boolean)[] {
    return [...this.#unaware].flatMap(([older, isTold]) => (this.contains(label, older) ? [isTold] : []))
  }

  /** Whether it is the account's; what is nobody's yet becomes so. */
  isOf(label: string, account: string): boolean {
    const made = this.#edits.get(label)
    if (made?.account === nobody) made.account = account
    return made === undefined || made.account === account
  }

  versions(place: string): readonly CloudVersion[] {
    return this.#versions.get(place) ?? []
  }

  came(place: string, version: CloudVersion): void {
    this.#versions.set(place, [...this.versions(place), version])
  }

  /** The history has it beside the versions that were in force. */
  keptBeside(place: string, label: string): void {
    this.#beside.add(`${place} ${label}`)
  }

  /** @param label of what its user had before them; undefined where the device cannot tell */
  wishedAway(place: string, device: string, label: string | undefined): void {
    const key = `${device} ${place}`
    this.#wishes.set(key, [...(this.#wishes.get(key) ?? []), label])
  }

  /** What the device's user had before them when they last deleted the project. */
  lastDeleted(place: string, device: string): string | undefined {
    return this.#wishes.get(`${device} ${place}`)?.findLast((label) => label !== undefined)
  }

  /** Whether what a device has deleted had been seen there, by any wish of its user. */
  wasSeen(place: string, device: string, deleted: string): boolean {
    const wishes = this.#wishes.get(`${device} ${place}`) ?? []
    const isOwn = this.get(deleted)?.device === device
    return wishes.some(
      (label) =>
        label === undefined ||
        label === 'anything' ||
        this.contains(label, deleted) ||
        (isOwn && this.contains(deleted, label)),
    )
  }

  isCommitted(place: string, label: string): boolean {
    return this.#beside.has(`${place} ${label}`) || this.versions(place).some((version) => version.label === label)
  }

  contains(newer: string, older: string): boolean {
    const seen = new Set<string>()
    const open = [newer]
    for (let label = open.pop(); label !== undefined; label = open.pop()) {
      if (label === older) return true
      if (seen.has(label)) continue
      seen.add(label)
      open.push(...(this.#edits.get(label)?.parents ?? []))
    }
    return false
  }

  /** The user has decided for the other side. */
  answeredAway(label: string): void {
    this.#answered.add(label)
  }

  /** Nothing is left to be done about it: the cloud has it, or what was made on top of it, or the user gave it up. */
  isSettled(place: string, label: string): boolean {
    const ends = [...this.#answered, ...this.versions(place).map((version) => version.label)]
    return ends.some((end) => this.contains(end, label))
  }
}

/** Where a project of an account is. */
export function placeOf(account: string, projectId: string): string {
  return `${account}/${projectId}`
}
