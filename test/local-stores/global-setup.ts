import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { reelsyncFolder } from '../../dev/state/reelsync-folder.ts'
import type { LocalStore } from '../../dev/stores/local-store.ts'
import { startDynamoDbLocal } from '../../dev/stores/start-dynamodb-local.ts'
import { startVersitygw } from '../../dev/stores/start-versitygw.ts'
import { go, java } from '../../dev/stores/store-tools.ts'
import { versitygwBinary } from '../../dev/stores/versitygw-binary.ts'
import { type CreatedStores, createStores } from './create-stores.ts'

declare module 'vitest' {
  interface ProvidedContext {
    localStores: CreatedStores
  }
}

/** DynamoDB Local and versitygw for the run, with the tables and the bucket of the template in them. */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const { signal } = new AbortController()
  const folder = join(reelsyncFolder, 'test-local-stores')
  const binary = await versitygwBinary(go.command, signal, (text) => console.log(text))
  const stores: LocalStore[] = []
  const close = async () => {
    for (const store of stores) await store.close()
  }
  try {
    const dynamo = await startDynamoDbLocal(java.command, folder, signal)
    stores.push(dynamo)
    const s3 = await startVersitygw(binary, folder, signal)
    stores.push(s3)
    project.provide('localStores', await createStores({ dynamoUrl: dynamo.endpointUrl, s3Url: s3.endpointUrl }))
    return close
  } catch (error) {
    await close()
    throw error
  }
}
