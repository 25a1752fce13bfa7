import type { Measured, MeasuredRow, RunFigures } from '../../../../bench/uploads/report/measured.ts'

const MiB = 1024 * 1024
type Sent = Extract<RunFigures, { kind: 'sent' }>

/** A run as a quick machine has it; what a test is about is changed. */
export function sentRun(change: Partial<Sent> = {}): Sent {
  const times = { wholeMs: 1000, partsMs: 800 }
  const counts = { requests: 10, preflights: 4, partRequests: 4 }
  return { kind: 'sent', ...times, ...counts, overIdleBytes: 20 * MiB, isRight: true, ...change }
}

/** Four rounds on loopback in which Reelsync keeps every budget. */
export function keptRow(change: Partial<MeasuredRow['runs']> = {}): MeasuredRow {
  const four = (run: RunFigures) => [run, run, run, run]
  const again = { requests: 1, partRequests: 0 }
  return {
    id: 'loopback-64',
    sizeBytes: 64 * MiB,
    runs: {
      raw: four(sentRun({ partsMs: 800 })),
      reelsync: four(sentRun({ partsMs: 800, wholeMs: 1000 })),
      'uppy-6': four(sentRun({ partsMs: 1000 })),
      'uppy-5': four(sentRun({ partsMs: 900 })),
      'lib-storage': four({ kind: 'failed', reason: 'no' }),
      ...change,
    },
    observed: { reelsync: sentRun({ longestTaskMs: 12, again }) },
  }
}

export function keptFaults(): Measured['faults'] {
  const sizes = { sizeBytes: 64 * MiB, resentBytes: 8 * MiB, inFlightBytes: 16 * MiB }
  const interrupted = { goesOn: 'by-itself', ...sizes, isRight: true, openUploads: 0 } as const
  return { reelsync: { kills: { '0.5': interrupted }, reload: interrupted, expiredUrl: { isStored: true } } }
}
