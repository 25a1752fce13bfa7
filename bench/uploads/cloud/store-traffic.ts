import { open } from 'node:fs/promises'

export interface StoreRequests {
  /** Of browsers; preflights too. */
  readonly requests: number
  readonly preflights: number
  /** Those that carry bytes of a file. */
  readonly partRequests: number
}

export interface StoreTraffic {
  /** What the store has been asked by browsers since this was last called. */
  take(): Promise<StoreRequests>
}

/** Counts a store's requests by its access log: nothing stands between browser and store. */
export function storeTraffic(accessLog: string): StoreTraffic {
  let read = 0
  return {
    async take() {
      const handle = await open(accessLog, 'r')
      try {
        const { size } = await handle.stat()
        const bytes = Buffer.alloc(size - read)
        await handle.read(bytes, 0, bytes.byteLength, read)
        read = size
        return countRequests(bytes.toString('utf8'))
      } finally {
        await handle.close()
      }
    },
  }
}

/** The functions' own requests come from Node; a browser says that it is one. */
export function countRequests(lines: string): StoreRequests {
  const ofBrowsers = lines.split('\n').filter((line) => line.includes(' Mozilla/'))
  const count = (...operations: string[]) =>
    ofBrowsers.filter((line) => operations.some((operation) => line.includes(` s3_${operation} `))).length
  return {
    requests: ofBrowsers.length,
    preflights: count('Options'),
    partRequests: count('UploadPart', 'PutObject'),
  }
}
