import { stopSignal } from '../dev/processes/stop-signal.ts'
import { benchBackend } from './backend/bench-backend.ts'
import { benchClient } from './client/bench-client.ts'

const benches: Readonly<Record<string, (signal: AbortSignal) => Promise<boolean>>> = {
  backend: benchBackend,
  client: benchClient,
}

/** `npm run bench -- backend | client`: measures, and ends with 1 where a budget is not kept. */
async function main(): Promise<void> {
  const name = process.argv[2] ?? ''
  const bench = benches[name]
  if (bench === undefined) {
    console.error(`npm run bench -- ${Object.keys(benches).join(' | ')}`)
    process.exitCode = 2
    return
  }
  if (!(await bench(stopSignal()))) process.exitCode = 1
}

await main()
