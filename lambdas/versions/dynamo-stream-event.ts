import * as v from 'valibot'
import { readProject } from '../projects/dynamo-project-attributes.ts'
import { StreamedImage } from './dynamo-streamed-image.ts'
import type { StreamedRecord } from './streamed-record.ts'

/** What has to be there to tell a record from its neighbours; the rest is read record by record. */
const StreamEvent = v.object({
  Records: v.array(
    v.looseObject({
      eventName: v.string(),
      dynamodb: v.looseObject({ SequenceNumber: v.pipe(v.string(), v.minLength(1)) }),
    }),
  ),
})
type Envelope = v.InferOutput<typeof StreamEvent>['Records'][number]

const Images = v.object({ NewImage: StreamedImage, OldImage: v.optional(StreamedImage) })
const Keys = v.object({ user_id: v.string() })
const Versioned = v.object({ version: v.number() })

/** @throws ValiError when it is no event of a table's stream: the stack is wired wrongly */
export function readStreamEvent(event: unknown): StreamedRecord[] {
  return v.parse(StreamEvent, event).Records.map(readRecord)
}

function readRecord({ eventName, dynamodb }: Envelope): StreamedRecord {
  const sequenceNumber = dynamodb.SequenceNumber
  if (eventName === 'REMOVE') return { kind: 'nothing', sequenceNumber }
  try {
    const { NewImage, OldImage } = v.parse(Images, dynamodb)
    const { version } = v.parse(Versioned, NewImage)
    if (OldImage !== undefined && v.parse(Versioned, OldImage).version === version) {
      return { kind: 'nothing', sequenceNumber }
    }
    const row = readProject(NewImage)
    const place = { userId: v.parse(Keys, NewImage).user_id, projectId: row.id }
    return { kind: 'version', sequenceNumber, place, row }
  } catch (cause) {
    return { kind: 'unreadable', sequenceNumber, cause }
  }
}
