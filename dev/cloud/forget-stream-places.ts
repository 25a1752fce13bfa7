import { readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as v from 'valibot'

const State = v.looseObject({ payload: v.looseObject({}) })

/**
 * Takes out of ministack's state how far its streams were read. It keeps that over a stop, and the streams themselves it
 * does not: what is written next would be passed over until as much of it has come as before, and no history made of it.
 *
 * @param folder that it was started with; where its state is not there, or not to be written, nothing is done
 */
export async function forgetStreamPlaces(folder: string): Promise<void> {
  const file = join(folder, 'state', 'lambda.json')
  try {
    const { payload, ...rest } = v.parse(State, JSON.parse(await readFile(file, 'utf8')))
    const { dynamodb_stream_positions: _, ...kept } = payload
    await writeFile(`${file}.new`, JSON.stringify({ ...rest, payload: kept }))
    await rename(`${file}.new`, file)
  } catch {
    // A container's may be another user's: then the history alone is late.
  }
}
