import { stopSignal } from '../dev/processes/stop-signal.ts'
import { benchBackend } from './backend/bench-backend.ts'
import { benchClient } from './client/bench-client.ts'
import { benchUploads } from './uploads/bench-uploads.ts'

type Bench = (signal: AbortSignal, args: readonly string[]) => Promise<boolean>

const benches: Readonly<Record<string, Bench>> = {
  backend: benchBackend,
  client: benchClient,
  uploads: benchUploads,
}

/** `npm run bench -- backend | client | uploads [--quick]`: measures, and ends with 1 where a budget is not kept. */
async function main(): Promise<void> {
  const [name = '', ...args] = process.argv.slice(2)
  const bench = benches[name]
  if (bench === undefined) {
    console.error(`npm run bench -- ${Object.keys(benches).join(' | ')}`)
    process.exitCode = 2
    return
  }
  if (!(await bench(stopSignal(), args))) process.exitCode = 1
}

await main()
