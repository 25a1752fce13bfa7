import { randomBytes } from 'node:crypto'
import { mkdtemp, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { inject } from 'vitest'
import { ensureAccount } from '../../dev/accounts/ensure-account.ts'
import { localUserPool } from '../../dev/accounts/local-user-pool.ts'
import { UserDevice } from '../../dev/browser/user-device.ts'
import { newProject, openProject } from '../../dev/demo/person/projects.ts'
import { type Credentials, openEditor, signIn } from '../../dev/demo/person/sign-in.ts'
import { turnTo } from '../../dev/demo/person/turn-to.ts'

/** Longer than any wait takes where all is well, on a machine that does much else. */
export const patienceMs = 60_000

const MiB = 1024 * 1024
/** Four parts, the last of them small. */
export const fourPartsBytes = 24 * MiB + 100_000

/** An account of its own and its devices, for the journeys of one file. */
export class Stage {
  readonly account: Credentials = {
    email: `${randomBytes(6).toString('hex')}@example.com`,
    password: 'Reelsync-test-1',
  }
  readonly editorUrl: string
  readonly #folder: string
  readonly #devices: UserDevice[] = []

  static async open(editorUrl = inject('editorUrl')): Promise<Stage> {
    const stage = new Stage(await mkdtemp(join(inject('e2eFolder'), 'stage-')), editorUrl)
    const pool = localUserPool(inject('e2eDeployment'))
    await ensureAccount(pool, stage.account)
    pool.client.destroy()
    return stage
  }

  /** Two devices of one account, both signed in. */
  static async openWithTwoDevices(): Promise<{ stage: Stage; a: UserDevice; b: UserDevice }> {
    const stage = await Stage.open()
    return { stage, a: await stage.signedInDevice('A'), b: await stage.signedInDevice('B') }
  }

  private constructor(folder: string, editorUrl: string) {
    this.#folder = folder
    this.editorUrl = editorUrl
  }

  /** A device whose browser shows the editor, and nobody has signed in. */
  async device(name: string): Promise<UserDevice> {
    const { bucketName } = inject('e2eDeployment')
    const device = await UserDevice.open({ name, profileDir: join(this.#folder, name), bucketName, patienceMs })
    this.#devices.push(device)
    await openEditor(await device.start(), this.editorUrl)
    return device
  }

  async signedInDevice(name: string): Promise<UserDevice> {
    const device = await this.device(name)
    await signIn(device.page, this.account)
    return device
  }

  /** Leaves whatever is open, and opens a project of its own. */
  async freshProject(device: UserDevice, name: string): Promise<void> {
    await openEditor(device.page, new URL('#/', this.editorUrl).href)
    await newProject(device.page, name)
  }

  /** Turns to a device, as its user does, and opens a project of its list. */
  async turnTo({ page }: UserDevice, name: string): Promise<void> {
    await page.goto(new URL('#/', this.editorUrl).href)
    await turnTo(page)
    await openProject(page, name)
  }

  /** Starts the device's browser again, as after a crash. */
  async startAgain(device: UserDevice): Promise<void> {
    await openEditor(await device.start(), this.editorUrl)
  }

  /** A file of bytes that no account has seen. */
  async freshFile(name: string, sizeBytes: number): Promise<string> {
    const path = join(await mkdtemp(join(this.#folder, 'files-')), name)
    await writeFile(path, randomBytes(sizeBytes))
    return path
  }

  async close(): Promise<void> {
    for (const device of this.#devices) await device.close()
  }
}
