import { chromiumBinary } from '../../../dev/browser/chromium-binary.ts'
import { startTethered, type TetheredProcess } from '../../../dev/processes/tethered-process.ts'
import { CdpConnection } from './cdp-connection.ts'
import { MeasuredPage } from './measured-page.ts'

export interface MeasuredBrowserOptions {
  readonly profileDir: string
  /** `MAP host:port host:port`, each: leads the browser past what it was told, as over a slow link. */
  readonly hostRules?: readonly string[]
}

const upWithinMs = 60_000
const switches = [
  '--remote-debugging-port=0',
  '--no-sandbox',
  '--headless',
  '--no-first-run',
  '--disable-dev-shm-usage',
  '--disable-background-networking',
  '--disable-background-timer-throttling',
  '--disable-backgrounding-occluded-windows',
  '--disable-renderer-backgrounding',
  // A renderer kept in readiness would be counted with the page's.
  '--disable-features=SpareRendererForSitePerProcess',
]

/** Chromium as a user has it, CORS and all, with nothing of Playwright's on its pages. */
export class MeasuredBrowser {
  readonly #process: TetheredProcess
  readonly #connection: CdpConnection

  static async launch({ profileDir, hostRules = [] }: MeasuredBrowserOptions): Promise<MeasuredBrowser> {
    const command = await chromiumBinary()
    const rules = hostRules.length === 0 ? [] : [`--host-resolver-rules=${hostRules.join(',')}`]
    let hear = (_text: string) => {}
    const args = [...switches, ...rules, `--user-data-dir=${profileDir}`, 'about:blank']
    const running = startTethered({ command, args, onOutput: (text) => hear(text) })
    try {
      const url = await new Promise<string>((resolve, reject) => {
        let said = ''
        const timer = setTimeout(() => reject(new Error(`Chromium did not start: ${said}`)), upWithinMs)
        hear = (text) => {
          said += text
          const found = /DevTools listening on (ws:\S+)/.exec(said)?.[1]
          if (found === undefined) return
          clearTimeout(timer)
          resolve(found)
        }
        void running.ended.then(() => reject(new Error(`Chromium ended: ${said}`)))
      })
      return new MeasuredBrowser(running, await CdpConnection.open(url))
    } catch (error) {
      await running.close()
      throw error
    }
  }

  private constructor(running: TetheredProcess, connection: CdpConnection) {
    this.#process = running
    this.#connection = connection
  }

  openPage(url: string): Promise<MeasuredPage> {
    return MeasuredPage.open(this.#connection, url)
  }

  async close(): Promise<void> {
    // Asked so it is gone in a moment; told to end as a process it takes its time.
    await this.#connection.call('Browser.close').catch(() => {})
    await this.#process.ended
    this.#connection.close()
  }
}
