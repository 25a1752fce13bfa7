import { UnknownOption } from '../dev/failures/unknown-option.ts'
import { readNoOptions } from '../dev/script/read-options.ts'
import { runScript } from '../dev/script/run-script.ts'
import { benchBackend } from './backend/bench-backend.ts'
import { benchClient } from './client/bench-client.ts'
import { benchUploads } from './uploads/bench-uploads.ts'

const usage = `npm run bench -- backend | client
npm run bench -- uploads [--quick] [--only loopback-64,faults] [--rounds 5] [--subjects reelsync,uppy-6] [--page]

Measures, each figure beside its budget; ends with 1 where one is not kept. The last line is JSON.

--quick      some minutes, and docs/benchmarks.md is left as it is
--only       rows whose names begin so, and faults
--rounds     how often each is sent
--subjects   which of reelsync, uppy-6, uppy-5 and lib-storage, beside raw PUTs
--page       measures nothing, and writes docs/benchmarks.md from what is kept`

/** `npm run bench -- backend | client | uploads`: measures, and ends with 1 where a budget is not kept. */
await runScript(usage, async ([name, ...args], signal) => {
  switch (name) {
    case 'backend':
      readNoOptions(args)
      return await benchBackend(signal)
    case 'client':
      readNoOptions(args)
      return await benchClient(signal)
    case 'uploads':
      return await benchUploads(signal, args)
    default:
      throw new UnknownOption(name === undefined ? 'It is to be said what to measure.' : `There is no bench "${name}".`)
  }
})
