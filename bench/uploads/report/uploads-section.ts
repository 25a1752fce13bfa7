import { markdownTable } from '../../cost/markdown-table.ts'
import { subjectNames } from '../page/subject.ts'
import { judgeUploads } from './judge-uploads.ts'
import type { InterruptedUpload, Measured, MeasuredRow } from './measured.ts'
import { rowFigures } from './row-figures.ts'
import { mebibytes, rowTitle, shownJudged, shownSpread, subjectTitles, times, whole } from './shown.ts'

/** The section of `docs/benchmarks.md`, whole, from what is kept of the last measurement. */
export function uploadsSection(measured: Measured): string {
  const parts = [
    '## Uploads',
    'Written by `npm run bench -- uploads` from `bench/uploads/measured.json`, which holds each run. ' +
      'Real Chromium with CORS on, versitygw as S3, the real functions over DynamoDB Local, all on one machine; each uploader in turn, in a browser, an account and a bucket of its own. ' +
      [measured.machine, loadText(measured.rows)].filter(Boolean).join(' '),
    method,
    '![Throughput over raw PUTs, from the first byte](images/uploads.svg)',
    rowsTable(measured.rows),
    '### Interrupted',
    interruptedText,
    faultsTable(measured),
    '### Held to',
    judgedTable(measured),
  ]
  return `${parts.join('\n\n')}\n`
}

/** A busy machine's figures are as much those of what else it did. */
function loadText(rows: readonly MeasuredRow[]): string {
  const loads = rows.flatMap(({ sizeBytes, link, loadBefore }) =>
    loadBefore === undefined ? [] : [`${loadBefore.toFixed(1)} (${rowTitle(sizeBytes, link)})`],
  )
  return loads.length === 0 ? '' : `Its load average before each row, 0 where it did nothing else: ${loads.join('; ')}.`
}

const method =
  'Figures are medians, in brackets the range between the quartiles. Throughput is over that of parallel `fetch` PUTs of the same parts in the same round, six at once, with the same signed checksums, known and signed beforehand: no uploader that verifies can be quicker. ' +
  '*First byte* is from the first part’s request to the last part’s answer, *call* from `add()` (or what takes its place) until the app is told that the file is stored, each over the same of the raw PUTs; for Reelsync that includes the copy into the device’s own store and its hash, which is what lets it go on after a crash. ' +
  'The others send no checksum, so the store has less to do for them, and can come out over 1. Parts are 8 MiB and six at once wherever that can be chosen: Uppy 6 signs in the page, Uppy 5.1 by a call to the page’s server, lib-storage computes checksums only where the store asks. ' +
  'Memory is the most anonymous memory (`RssAnon`) of the renderer over the idle page’s; the longest task is of the main thread, by the processor’s time, traced in a run of its own. Requests go to store and server; preflights are among them. ' +
  'Amplify’s `uploadData` is left out: its public options know no store but AWS’s, and its own setting for a store on this machine throws `InvalidCustomEndpoint` (6.22.1); a patched one is not what its users have.'

function rowsTable(rows: readonly MeasuredRow[]): string {
  const head = [
    '',
    'Uploader',
    '÷ raw, first byte',
    '÷ raw, call',
    'Memory, MiB',
    'Task, ms',
    'Requests',
    'Bytes right',
  ]
  const lines = rows.flatMap((row) =>
    subjectNames
      .filter((name) => row.runs[name])
      .map((name) => {
        const figures = rowFigures(row, name)
        const ended =
          figures.failed > 0 ? `${figures.failed} of ${figures.runs} failed` : figures.isRight ? 'yes' : 'NO'
        return [
          rowTitle(row.sizeBytes, row.link),
          subjectTitles[name],
          shownSpread(figures.fromFirstByte, times),
          shownSpread(figures.fromCall, times),
          shownSpread(figures.overIdleBytes, mebibytes),
          figures.longestTaskMs === undefined ? '' : figures.longestTaskMs.toFixed(1),
          figures.requests && figures.preflights
            ? `${whole(figures.requests.median)} (${whole(figures.preflights.median)} preflights)`
            : 'not measured',
          ended,
        ]
      }),
  )
  return markdownTable(head, ['left', 'left', 'right', 'right', 'right', 'right', 'right', 'left'], lines)
}

const interruptedText =
  'A file of 64 MiB; the line is cut and the browser killed (SIGKILL) or the page left and opened again, when the share of the bytes named has come to the store. ' +
  'Then the page is opened again; where the uploader kept nothing, it is given the file once more. In brackets what was in flight; an open upload is one that nobody ended, and that is paid for until it is found. The expired address is one 403 to one part.'

function faultsTable({ faults }: Measured): string {
  const head = ['Uploader', 'What', 'Goes on', 'Sent again, MiB', 'Bytes right', 'Open uploads left']
  const lines = subjectNames.flatMap((name) => {
    const own = faults[name]
    if (!own) return []
    const row = (what: string, figures: InterruptedUpload) => [
      subjectTitles[name],
      what,
      goesOn[figures.goesOn],
      `${mebibytes(figures.resentBytes)} (${mebibytes(figures.inFlightBytes)})`,
      figures.isRight ? 'yes' : 'NO',
      String(figures.openUploads),
    ]
    const expired = own.expiredUrl.isStored ? 'signs again' : `fails: ${own.expiredUrl.reason ?? ''}`
    return [
      ...Object.entries(own.kills).map(([share, kill]) => row(`killed at ${Number(share) * 100} %`, kill)),
      row('reloaded at 50 %', own.reload),
      [subjectTitles[name], 'expired address', expired, '', '', ''],
    ]
  })
  return markdownTable(head, ['left', 'left', 'left', 'right', 'left', 'right'], lines)
}

const goesOn: Readonly<Record<InterruptedUpload['goesOn'], string>> = {
  'by-itself': 'by itself',
  'with-the-file': 'from the start, given the file again',
  'not-at-all': 'not at all',
}

function judgedTable(measured: Measured): string {
  const lines = judgeUploads(measured).map((judged) => {
    const [value, limit] = shownJudged(judged)
    return [judged.name, value, limit, judged.isWithin ? 'yes' : 'NO']
  })
  return markdownTable(['', 'Measured', 'Held to', 'Within'], ['left', 'right', 'right', 'left'], lines)
}
