import { readFile, writeFile } from 'node:fs/promises'
import * as v from 'valibot'
import { StackOutputs } from './stack-outputs.ts'

/** What the last successful deploy into this state was made from, and what came of it. */
const DeployedRecord = v.object({ sourcesHash: v.string(), outputs: StackOutputs })
type DeployedRecord = v.InferOutput<typeof DeployedRecord>

/** The record, or undefined when there is none that can be read: then a deploy finds out. */
export async function readDeployedRecord(file: string): Promise<DeployedRecord | undefined> {
  const text = await readFile(file, 'utf8').catch(() => undefined)
  if (text === undefined) return undefined
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), DeployedRecord), text)
  return parsed.success ? parsed.output : undefined
}

export async function writeDeployedRecord(file: string, record: DeployedRecord): Promise<void> {
  await writeFile(file, `${JSON.stringify(record, null, 2)}\n`)
}
