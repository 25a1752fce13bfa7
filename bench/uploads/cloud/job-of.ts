import { randomUUID } from 'node:crypto'
import { localEnvironment } from '../../../dev/cloud/local-environment.ts'
import { localRegion } from '../../../dev/cloud/region.ts'
import type { BenchFile } from '../files/bench-file.ts'
import type { Job } from '../page/subject.ts'
import type { BenchCloud } from './bench-cloud.ts'

/** As many connections as a browser opens to one host over HTTP/1.1. */
const partsAtOnce = 6

/** @param runId the account; a new one where it is left out, that has seen no file yet */
export function jobOf(cloud: BenchCloud, file: BenchFile, runId: string = randomUUID()): Job {
  const { AWS_ACCESS_KEY_ID = '', AWS_SECRET_ACCESS_KEY = '' } = localEnvironment()
  const { storeUrl, bucket, tokens } = cloud
  const { partSizeBytes, parts } = file
  const keys = { accessKeyId: AWS_ACCESS_KEY_ID, secretAccessKey: AWS_SECRET_ACCESS_KEY }
  const store = { url: storeUrl, bucket, region: localRegion, ...keys }
  return { runId, token: tokens.access(runId), partSizeBytes, partsAtOnce, parts, store }
}
