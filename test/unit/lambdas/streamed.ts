type Attribute = Readonly<Record<string, unknown>>

/** A project's row as a stream's record holds it; bytes are base64 there. */
export function streamedRow(change: Readonly<Record<string, Attribute | undefined>> = {}): Record<string, Attribute> {
  const row = {
    user_id: { S: 'ada' },
    id: { S: 'p1' },
    name: { S: 'film' },
    version: { N: '1' },
    media_rev: { N: '0' },
    created_at: { N: '1000' },
    updated_at: { N: '1000' },
    schema_version: { N: '1' },
    encoding: { S: 'gzip' },
    project_json: { B: 'H4sIAA==' },
    asset_ids: { L: [{ S: 'a1' }] },
    recent_mutations: { M: { s1: { B: 'AAEC' } } },
    ...change,
  }
  return Object.fromEntries(
    Object.entries(row).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  )
}

let told = 0

/** One record of the projects table's stream. */
export function streamed(eventName: 'INSERT' | 'MODIFY' | 'REMOVE', images: object) {
  told += 1
  const Keys = { user_id: { S: 'ada' }, id: { S: 'p1' } }
  return { eventName, dynamodb: { SequenceNumber: `${1000 + told}`, Keys, ...images } }
}
