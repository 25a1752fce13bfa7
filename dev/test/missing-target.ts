import { BrowserUnavailable } from '../browser/browser-unavailable.ts'
import { firefoxBinary } from '../browser/firefox-binary.ts'
import { requireWebKit } from '../browser/webkit/webkit-driver.ts'
import { chooseCloud, isDockerRunning } from '../cloud/choose-cloud.ts'
import { NoLocalCloud } from '../failures/no-local-cloud.ts'
import { NoLocalStores } from '../failures/no-local-stores.ts'
import { NoLocalStack } from '../failures/no-localstack.ts'
import type { StartFailure } from '../failures/start-failure.ts'
import { missingStoreTools } from '../stores/missing-store-tools.ts'
import type { TestKind } from './test-kind.ts'

/** Why this machine cannot run these tests; undefined when it can. */
export async function missingTarget({ needs }: TestKind, signal: AbortSignal): Promise<StartFailure | undefined> {
  if (needs === 'local-cloud') return await refused(chooseCloud(signal))
  if (needs === 'local-stores') return await missingStores(signal)
  if (needs === 'firefox') return (await refused(chooseCloud(signal))) ?? (await refused(firefoxBinary()))
  if (needs === 'webkit') return (await refused(chooseCloud(signal))) ?? (await refused(requireWebKit(signal)))
  if (needs !== 'localstack' || process.env.LOCALSTACK_ENDPOINT) return undefined
  return (await isDockerRunning(signal)) ? undefined : new NoLocalStack()
}

async function missingStores(signal: AbortSignal): Promise<NoLocalStores | undefined> {
  const missing = await missingStoreTools(signal)
  return missing.length === 0 ? undefined : new NoLocalStores(missing)
}

/** Whether looking for it fails, as it does where it is not. */
async function refused(looking: Promise<unknown>): Promise<StartFailure | undefined> {
  try {
    await looking
    return undefined
  } catch (error) {
    if (error instanceof NoLocalCloud || error instanceof BrowserUnavailable) return error
    throw error
  }
}
