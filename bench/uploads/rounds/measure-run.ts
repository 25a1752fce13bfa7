import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { promisify } from 'node:util'
import * as v from 'valibot'
import { MeasuredBrowser } from '../browser/measured-browser.ts'
import type { MeasuredPage } from '../browser/measured-page.ts'
import { watchMemory } from '../browser/watch-memory.ts'
import { watchTasks } from '../browser/watch-tasks.ts'
import type { BenchCloud } from '../cloud/bench-cloud.ts'
import { jobOf } from '../cloud/job-of.ts'
import { emptyBucket, readStoredObjects } from '../cloud/stored-objects.ts'
import type { BenchFile } from '../files/bench-file.ts'
import type { SubjectName } from '../page/subject.ts'
import type { RunFigures, SecondSend } from '../report/measured.ts'

const RunTimes = v.object({ wholeMs: v.number(), partsMs: v.optional(v.number()) })
/** No run takes as long where all is well. */
const limitMs = 20 * 60_000

export interface RunOptions {
  readonly subject: SubjectName
  readonly file: BenchFile
  readonly folder: string
  readonly hostRules?: readonly string[]
  /** Ends the run; it then counts as failed. */
  readonly signal: AbortSignal
  /** Traces tasks, and sends the file once more: not while speed is measured. */
  readonly isObserved?: boolean
}

/** One file, sent by one subject in a browser and a bucket of its own. */
export async function measureRun(cloud: BenchCloud, options: RunOptions): Promise<RunFigures> {
  await emptyBucket(cloud)
  // What the run before left to be written to the disk is that run's.
  await promisify(execFile)('sync')
  const profileDir = await mkdtemp(join(options.folder, 'profile-'))
  const { hostRules = [] } = options
  const browser = await MeasuredBrowser.launch({ profileDir, hostRules })
  const over = new AbortController()
  try {
    const late = delay(limitMs, undefined, { signal: AbortSignal.any([over.signal, options.signal]) }).then(() => {
      throw new Error(`It took more than ${limitMs / 60_000} minutes.`)
    })
    const signal = AbortSignal.any([over.signal, options.signal])
    return await Promise.race([sendIn(cloud, browser, { ...options, signal }), late])
  } catch (error) {
    return { kind: 'failed', reason: String(error) }
  } finally {
    over.abort()
    await browser.close()
    await rm(profileDir, { recursive: true, force: true, maxRetries: 5 })
  }
}

async function sendIn(cloud: BenchCloud, browser: MeasuredBrowser, options: RunOptions): Promise<RunFigures> {
  const { subject, file, signal, isObserved = false } = options
  const page = await browser.openPage(cloud.pageUrl)
  await page.evaluate(`bench.prepare(${JSON.stringify(subject)}, ${JSON.stringify(jobOf(cloud, file))})`)
  await page.chooseFile(file.path)
  const memory = await watchMemory(page)
  const tasks = isObserved ? await watchTasks(page) : undefined
  const sent = await sendCounted(cloud, page)
  const longestTaskMs = await tasks?.stop()
  const overIdleBytes = await memory.stop()
  const { sha256s } = await readStoredObjects(cloud)
  return {
    kind: 'sent',
    ...sent,
    ...(longestTaskMs !== undefined && { longestTaskMs: rounded(longestTaskMs) }),
    overIdleBytes,
    isRight: sha256s.length === 1 && sha256s[0] === file.sha256,
    ...(isObserved && subject === 'reelsync' && { again: await sendAgain(cloud, page, signal) }),
  }
}

/** The same file, given to the same account once more. */
async function sendAgain(cloud: BenchCloud, page: MeasuredPage, signal: AbortSignal): Promise<SecondSend> {
  await untilHeard(cloud, signal)
  const { requests, partRequests } = await sendCounted(cloud, page)
  return { requests, partRequests }
}

/** The page polls, hears of what its own upload changed, and asks for that: none of it is of the next one. */
async function untilHeard(cloud: BenchCloud, signal: AbortSignal): Promise<void> {
  const before = cloud.polls()
  while (cloud.polls() < before + 2) await delay(250, undefined, { signal })
}

async function sendCounted(cloud: BenchCloud, page: MeasuredPage) {
  await cloud.traffic.take()
  const before = cloud.serverRequests()
  const times = v.parse(RunTimes, await page.evaluate('bench.send()'))
  const { requests, preflights, partRequests } = await cloud.traffic.take()
  return {
    wholeMs: rounded(times.wholeMs),
    ...(times.partsMs !== undefined && { partsMs: rounded(times.partsMs) }),
    requests: requests + cloud.serverRequests() - before,
    preflights,
    partRequests,
  }
}

const rounded = (ms: number) => Math.round(ms * 10) / 10
