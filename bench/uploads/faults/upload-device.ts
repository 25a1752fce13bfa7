import { UserDevice } from '../../../dev/browser/user-device.ts'
import { bytesAtStore, type Exchange } from '../../../dev/proxy/traffic-ledger.ts'
import type { BenchCloud } from '../cloud/bench-cloud.ts'
import { jobOf } from '../cloud/job-of.ts'
import type { BenchFile } from '../files/bench-file.ts'
import type { Job, SubjectName } from '../page/subject.ts'
import { unansweredBytes } from './unanswered-bytes.ts'

/** Longer than anything takes where all is well, on a machine that does much else. */
const patienceMs = 120_000

export interface UploadDeviceOptions {
  readonly subject: SubjectName
  readonly file: BenchFile
  readonly profileDir: string
}

/** A device whose browser may die at any moment, on a line that counts and can be cut. */
export class UploadDevice {
  readonly device: UserDevice
  readonly #cloud: BenchCloud
  readonly #options: UploadDeviceOptions
  readonly #job: Job
  /** What passed the line before the page was opened last. */
  #seen = 0

  static async open(cloud: BenchCloud, options: UploadDeviceOptions): Promise<UploadDevice> {
    const { profileDir } = options
    const device = await UserDevice.open({ name: 'bench', profileDir, bucketName: cloud.bucket, patienceMs })
    return new UploadDevice(device, cloud, options)
  }

  private constructor(device: UserDevice, cloud: BenchCloud, options: UploadDeviceOptions) {
    this.device = device
    this.#cloud = cloud
    this.#options = options
    this.#job = jobOf(cloud, options.file)
  }

  get exchanges(): readonly Exchange[] {
    return this.device.line.exchanges
  }

  get bytesAtStore(): number {
    return bytesAtStore(this.exchanges)
  }

  /** Starts the browser, as at first or again. */
  async start(): Promise<void> {
    await this.device.start()
    await this.#open()
  }

  /** Settles once the file is chosen and its upload begun; the promise it gives is the upload's. */
  async beginToSend(): Promise<{ readonly sent: Promise<unknown> }> {
    await this.device.page.locator('#file').setInputFiles(this.#options.file.path)
    return this.#inPage(() => bench.send())
  }

  /** Goes on with what the browser kept; `sent` gives false where that is nothing. */
  beginToGoOn(): { readonly sent: Promise<unknown> } {
    return this.#inPage(() => bench.goOn())
  }

  /** SIGKILL, with the line cut in the same moment. Answers the bytes of the parts that were in flight. */
  async kill(): Promise<number> {
    const inFlight = this.#cut()
    await this.device.kill()
    this.device.line.restore()
    return inFlight
  }

  /** Reloads the page, with the line cut in the same moment; answers as `kill`. */
  async reload(): Promise<number> {
    const inFlight = this.#cut()
    await this.device.page.goto('about:blank')
    this.device.line.restore()
    await this.#open()
    return inFlight
  }

  untilBytesAtStore(bytes: number, signal = AbortSignal.timeout(patienceMs)): Promise<void> {
    return this.device.line.until((all) => bytesAtStore(all) >= bytes, signal)
  }

  close(): Promise<void> {
    return this.device.close()
  }

  #cut(): number {
    const bytes = unansweredBytes(this.exchanges.slice(this.#seen), this.#options.file)
    this.device.line.cut()
    return bytes
  }

  async #open(): Promise<void> {
    const { page } = this.device
    this.#seen = this.exchanges.length
    await page.goto(this.#cloud.pageUrl)
    await page.evaluate(([name, job]) => bench.prepare(name, job), [this.#options.subject, this.#job] as const)
  }

  #inPage(work: () => Promise<unknown>): { readonly sent: Promise<unknown> } {
    const sent = this.device.page.evaluate(work)
    // A kill takes the answer with it; whoever waits for it is told all the same.
    sent.catch(() => {})
    return { sent }
  }
}
