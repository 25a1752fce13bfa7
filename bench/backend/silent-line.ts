import { gzipSync } from 'node:zlib'
import { sampleDocument } from './sample-document.ts'

const row = {
  user_id: { S: 'user' },
  id: { S: 'project' },
  name: { S: 'A day at the sea' },
  version: { N: '2' },
  media_rev: { N: '0' },
  created_at: { N: '1' },
  updated_at: { N: '1' },
  schema_version: { N: '1' },
  encoding: { S: 'identity' },
  asset_ids: { L: [] },
  recent_mutations: { M: {} },
  project_json: { B: gzipSync(sampleDocument()).toString('base64') },
}
const response = {
  statusCode: 200,
  headers: { 'content-type': 'application/x-amz-json-1.0' },
  body: Buffer.from(JSON.stringify({ Attributes: row })),
}

/** Stands in for the SDK's line to AWS: it answers each request at once as a write that was made. */
export class NodeHttpHandler {
  static create(): NodeHttpHandler {
    return new NodeHttpHandler()
  }

  async handle() {
    return { response }
  }
}

export const streamCollector = async (body: Uint8Array): Promise<Uint8Array> => body
