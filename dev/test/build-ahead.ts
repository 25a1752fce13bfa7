import { missingStoreTools } from '../stores/missing-store-tools.ts'
import { go } from '../stores/store-tools.ts'
import { versitygwBinary } from '../stores/versitygw-binary.ts'

/** Builds what later tests run on. What is missing, or fails, is told by those that need it; they wait for a build under way. */
export async function buildAhead(signal: AbortSignal): Promise<void> {
  try {
    if ((await missingStoreTools(signal)).length > 0) return
    await versitygwBinary(go.command, signal, () => undefined)
  } catch {
    // Told by whoever asks for it next.
  }
}
