import { execFile } from 'node:child_process'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import * as v from 'valibot'

const Answer = v.pipe(
  v.string(),
  v.parseJson(),
  v.object({ statusCode: v.number(), body: v.pipe(v.string(), v.parseJson(), v.looseObject({ code: v.string() })) }),
)

/** What a bundled function answers to an event, in a Node of its own; a problem, by its code. */
export async function askBundle(bundle: string, event: object, env: NodeJS.ProcessEnv) {
  const code = `
    const { handler } = await import(${JSON.stringify(pathToFileURL(bundle).href)})
    const reply = await handler(${JSON.stringify(event)}, { awsRequestId: 'request' })
    process.stdout.write(JSON.stringify(reply))`
  const run = promisify(execFile)
  const { stdout } = await run(process.execPath, ['--input-type=module', '--eval', code], { env })
  return v.parse(Answer, stdout)
}
