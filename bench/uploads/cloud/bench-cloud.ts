import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { S3Client } from '@aws-sdk/client-s3'
import { startDynamoDbLocal } from '../../../dev/stores/start-dynamodb-local.ts'
import { startVersitygw } from '../../../dev/stores/start-versitygw.ts'
import { go, java } from '../../../dev/stores/store-tools.ts'
import { versitygwBinary } from '../../../dev/stores/versitygw-binary.ts'
import { createStores } from '../../../test/local-stores/create-stores.ts'
import { localPorts } from '../../../test/local-stores/local-ports.ts'
import { createFunctions } from '../../../test/server/create-functions.ts'
import { createMemoryTokens, type MemoryTokens } from '../../../test/server/memory-tokens.ts'
import { allowPage } from './allow-page.ts'
import { createPeerRoutes } from './peer-routes.ts'
import { servePage } from './serve-page.ts'
import { type StoreTraffic, storeTraffic } from './store-traffic.ts'

/** The functions in this process, over DynamoDB Local and versitygw, and the page beside them. */
export interface BenchCloud {
  readonly pageUrl: string
  readonly storeUrl: string
  readonly bucket: string
  readonly s3: S3Client
  readonly tokens: MemoryTokens
  /** Requests to the page's own server since it began, but for the page itself and the poll of the list. */
  serverRequests(): number
  /** Polls of the list that were answered since it began. */
  polls(): number
  readonly traffic: StoreTraffic
  close(): Promise<void>
}

/**
 * @param folder takes the objects; emptied before and after
 * @param pageFolder the built page
 */
export async function openBenchCloud(folder: string, pageFolder: string, signal: AbortSignal): Promise<BenchCloud> {
  await rm(folder, { recursive: true, force: true })
  await mkdir(folder, { recursive: true })
  const binary = await versitygwBinary(go.command, signal, (text) => console.log(text))
  const closing: (() => Promise<unknown>)[] = []
  const close = async () => {
    for (const end of closing.splice(0).reverse()) await end()
    await rm(folder, { recursive: true, force: true })
  }
  try {
    const accessLog = join(folder, 'access.log')
    const dynamo = await startDynamoDbLocal(java.command, folder, signal)
    closing.push(dynamo.close)
    const store = await startVersitygw(binary, folder, signal, { accessLog, keepsAlive: true })
    closing.push(store.close)
    const stores = await createStores({ dynamoUrl: dynamo.endpointUrl, s3Url: store.endpointUrl })
    const ports = localPorts(stores)
    closing.push(async () => ports.s3.destroy())
    const tokens = createMemoryTokens(ports.clock)
    const functions = createFunctions(ports, tokens, [])
    const page = await servePage(pageFolder, functions, createPeerRoutes(ports, stores.bucket))
    closing.push(page.close)
    await allowPage(ports.s3, stores.bucket, page.url)
    const { url: pageUrl, requests: serverRequests, polls } = page
    const traffic = storeTraffic(accessLog)
    const { bucket, s3Url: storeUrl } = stores
    return { pageUrl, storeUrl, bucket, s3: ports.s3, tokens, serverRequests, polls, traffic, close }
  } catch (error) {
    await close()
    throw error
  }
}
