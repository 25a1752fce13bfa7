import { pathToFileURL } from 'node:url'
import { gzipSync } from 'node:zlib'
import * as v from 'valibot'
import { fastest } from './fastest.ts'
import { sampleDocument } from './sample-document.ts'
import { writeEvent } from './write-event.ts'

const warmUps = 100
const rounds = 300
const Answer = v.object({ statusCode: v.number(), body: v.optional(v.string()) })
const Bundle = v.object({ handler: v.function() })

/** `time-writes.ts <bundle>`: writes as JSON what the fastest write took, and the fastest gzip and parse of its document. */
async function main(bundle: string): Promise<void> {
  const document = sampleDocument()
  const event = writeEvent(document)
  const { handler } = v.parse(Bundle, await import(pathToFileURL(bundle).href))
  const write = async () => {
    const { statusCode, body } = v.parse(Answer, await handler(event, { awsRequestId: 'bench' }))
    if (statusCode !== 200) throw new Error(`The write was answered ${statusCode}: ${body}`)
  }
  const yardstick = async () => void (gzipSync(document).byteLength + Object.keys(JSON.parse(document)).length)
  for (let round = 0; round < warmUps; round += 1) {
    await write()
    await yardstick()
  }
  const taken = { write: [] as number[], yardstick: [] as number[] }
  for (let round = 0; round < rounds; round += 1) {
    taken.write.push(await timeOf(write))
    taken.yardstick.push(await timeOf(yardstick))
  }
  process.stdout.write(JSON.stringify({ writeMs: fastest(taken.write), yardstickMs: fastest(taken.yardstick) }))
}

async function timeOf(run: () => Promise<void>): Promise<number> {
  const startedAtMs = performance.now()
  await run()
  return performance.now() - startedAtMs
}

await main(process.argv[2] ?? '')
