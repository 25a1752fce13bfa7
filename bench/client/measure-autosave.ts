import { gzipSync } from 'node:zlib'
import type { Figure } from '../report/figure.ts'
import { budgets } from './budgets.ts'
import { largeDocument } from './large-document.ts'
import type { BenchPage } from './open-bench-page.ts'

const rounds = 5

/** All that an autosave of a megabyte sends, presign, preflight, document and write, to the gzip of its document. */
export async function measureAutosave({ page, cloud }: BenchPage): Promise<Figure[]> {
  const before = cloud.sent()
  let gzipBytes = 0
  for (let round = 1; round <= rounds; round += 1) {
    const document = largeDocument(1000 + round)
    gzipBytes += gzipSync(document).byteLength
    await page.evaluate(`bench.autosave('autosaved', ${JSON.stringify(document)})`)
  }
  const after = cloud.sent()
  const bodyBytes = after.bodyBytes - before.bodyBytes
  const allBytes = bodyBytes + after.headBytes - before.headBytes
  const figure = (name: string, bytes: number, most: number): Figure => ({
    name,
    value: bytes / gzipBytes,
    most,
    unit: 'times',
    note: `${Math.round(bytes / rounds)} bytes, ${Math.round(gzipBytes / rounds)} of gzip`,
  })
  return [
    figure('bodies sent by an autosave of 1 MB to its gzip', bodyBytes, budgets.autosaveRatio.bodies),
    figure('the same with all headers, as HTTP/1.1 sends them', allBytes, budgets.autosaveRatio.withHeaders),
  ]
}
