import { hasTool } from './has-tool.ts'
import { go, java } from './store-tools.ts'
import { builtVersitygw } from './versitygw-binary.ts'

/** What this machine lacks to run the stores, by name; empty when it can. */
export async function missingStoreTools(signal: AbortSignal): Promise<readonly string[]> {
  const missing: string[] = []
  if (!(await hasTool(java, signal))) missing.push(java.name)
  if ((await builtVersitygw()) === undefined && !(await hasTool(go, signal))) missing.push(go.name)
  return missing
}
