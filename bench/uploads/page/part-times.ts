/** Watches when parts go to the bucket, whoever sends them from this page. */
export function watchParts(bucket: string): { spanMs(): number | undefined } {
  let first: number | undefined
  let last: number | undefined
  const take = (entries: PerformanceEntryList) => {
    for (const entry of entries as PerformanceResourceTiming[]) {
      const { pathname, searchParams } = new URL(entry.name)
      const isPart = pathname.startsWith(`/${bucket}/`) && searchParams.has('partNumber')
      if (!isPart && !isWholePut(pathname, searchParams, bucket)) continue
      first = Math.min(first ?? entry.startTime, entry.startTime)
      last = Math.max(last ?? entry.responseEnd, entry.responseEnd)
    }
  }
  const observer = new PerformanceObserver((list) => take(list.getEntries()))
  // An entry is no part of the buffer that fills up, once it is observed.
  performance.setResourceTimingBufferSize(0)
  observer.observe({ type: 'resource' })
  return {
    spanMs() {
      take(observer.takeRecords())
      return first === undefined || last === undefined ? undefined : last - first
    },
  }
}

/** A file of one part goes by one PUT; what only opens, lists or ends an upload says so in its query. */
function isWholePut(pathname: string, query: URLSearchParams, bucket: string): boolean {
  return pathname.startsWith(`/${bucket}/`) && !query.has('uploads') && !query.has('uploadId')
}
