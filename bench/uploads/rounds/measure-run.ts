import { mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
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

const RunTimes = v.object({ wholeMs: v.number(), partsMs: v.optional(v.number()) })

export interface RunOptions {
  readonly subject: SubjectName
  readonly file: BenchFile
  readonly folder: string
  readonly hostRules?: readonly string[]
  /** Traces tasks too: not while speed is measured. */
  readonly tracesTasks?: boolean
}

/** One file, sent once by one subject in a browser and a bucket of its own. */
export type RunFigures =
  | {
      readonly kind: 'sent'
      readonly wholeMs: number
      readonly partsMs: number | undefined
      readonly overIdleBytes: number
      readonly longestTaskMs: number | undefined
      readonly requests: number
      readonly preflights: number
      readonly isRight: boolean
    }
  | { readonly kind: 'failed'; readonly reason: string }

export async function measureRun(cloud: BenchCloud, options: RunOptions): Promise<RunFigures> {
  await emptyBucket(cloud)
  const profileDir = await mkdtemp(join(options.folder, 'profile-'))
  const browser = await MeasuredBrowser.launch({
    profileDir,
    ...(options.hostRules && { hostRules: options.hostRules }),
  })
  try {
    return await sendOnce(cloud, await browser.openPage(cloud.pageUrl), options)
  } catch (error) {
    return { kind: 'failed', reason: String(error) }
  } finally {
    await browser.close()
    await rm(profileDir, { recursive: true, force: true, maxRetries: 5 })
  }
}

async function sendOnce(cloud: BenchCloud, page: MeasuredPage, options: RunOptions): Promise<RunFigures> {
  const { subject, file, tracesTasks = false } = options
  await page.evaluate(`bench.prepare(${JSON.stringify(subject)}, ${JSON.stringify(jobOf(cloud, file))})`)
  await page.chooseFile(file.path)
  const memory = await watchMemory(page)
  const tasks = tracesTasks ? await watchTasks(page) : undefined
  await cloud.traffic.take()
  const before = cloud.serverRequests()
  const times = v.parse(RunTimes, await page.evaluate('bench.send()'))
  const { requests, preflights } = await cloud.traffic.take()
  const ofServer = cloud.serverRequests() - before
  const longestTaskMs = await tasks?.stop()
  const { overIdleBytes } = await memory.stop()
  const { sha256s } = await readStoredObjects(cloud)
  const isRight = sha256s.length === 1 && sha256s[0] === file.sha256
  return {
    kind: 'sent',
    wholeMs: times.wholeMs,
    partsMs: times.partsMs,
    ...{ overIdleBytes, longestTaskMs, requests: requests + ofServer, preflights, isRight },
  }
}
