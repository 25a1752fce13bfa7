import type { Page } from 'playwright-core'
import type { UserDevice } from '../../../dev/browser/user-device.ts'
import { renameProject } from '../../../dev/demo/person/projects.ts'
import { patienceMs } from '../stage.ts'
import { type LastStep, untilStep } from './step-watch.ts'

/** A moment for SIGKILL: that step, and then so many answers of the browser later. */
export interface Moment extends LastStep {
  readonly roundTrips: number
}

/** A person's edits of one project: the n-th names it so. */
export interface Typing {
  /** The last one typed. */
  readonly typed: number
  /** The last one that the editor called saved. */
  readonly saved: number
}

export const editName = (number: number): string => `Edit ${number}`

/** Types edit after edit, each once the last is called saved, until the browser is killed. */
export async function saveUntilKilled(device: UserDevice, { typed, saved }: Typing, moment: Moment): Promise<Typing> {
  const killed = killAt(device, moment).then(() => 'killed' as const)
  for (let [now, last] = [typed + 1, saved]; ; now += 1) {
    // What fails in a browser that is being killed is waited out; where it is not, the wait for the kill fails.
    const saving = save(device.page, editName(now)).catch(() => killed)
    if ((await Promise.race([saving, killed])) === 'killed') return { typed: now, saved: last }
    last = now
  }
}

async function save(page: Page, name: string): Promise<'saved'> {
  await renameProject(page, name)
  await page.evaluate(untilCalledSaved)
  return 'saved'
}

/** Runs in the page. A locator looks twice a second: what is called saved in between would not count as such. */
function untilCalledSaved(): Promise<void> {
  return new Promise((resolve) => {
    const look = () => {
      if (document.querySelector('[data-testid="status-bar"]:not([data-durability="unsaved"])')) resolve()
    }
    new MutationObserver(look).observe(document, { attributes: true, childList: true, subtree: true })
    look()
  })
}

async function killAt(device: UserDevice, { roundTrips, ...step }: Moment): Promise<void> {
  await untilStep(device, step, AbortSignal.timeout(patienceMs))
  // The browser answers, not the page, which may stand still.
  for (let trip = 0; trip < roundTrips; trip += 1) await device.browser.context.cookies()
  await device.kill()
}
