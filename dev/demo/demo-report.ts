/** The demo's last line, as JSON with exactly these keys. */
export interface DemoReport {
  /** B opened the project with every file of it. */
  readonly openedOnB: boolean
  /** On B, `currentTime` of every file that this browser can play at all has advanced. */
  readonly playedOnB: boolean
  /** The SHA-256 of every file given, as A's disk and as B's store hold it. */
  readonly mediaChecksumsEqual: boolean
  readonly bytesTotal: number
  /** Counted by the proxy, of broken requests too. */
  readonly bytesAtS3: number
  readonly bytesResent: number
  /** Seen by the proxy at the instant the line was cut, right before the kill. */
  readonly partsInFlightAtKill: number
  readonly partSizeBytes: number
  readonly conflictResolved: boolean
  readonly localEditsLost: number
  readonly seconds: number
}

/** Why the demo has failed, a sentence each; none means that it passed. */
export function failuresOf(report: DemoReport): readonly string[] {
  const mostResent = report.partsInFlightAtKill * report.partSizeBytes
  const checks: readonly (readonly [holds: boolean, failure: string])[] = [
    [report.openedOnB, 'The project did not open on B.'],
    [report.playedOnB, 'The media did not play on B.'],
    [report.mediaChecksumsEqual, 'The media on B are not the files given.'],
    [
      report.bytesAtS3 >= report.bytesTotal,
      `Only ${report.bytesAtS3} of ${report.bytesTotal} bytes reached the store.`,
    ],
    [
      report.partsInFlightAtKill >= 2,
      `Only ${report.partsInFlightAtKill} parts were in flight at the kill; 2 were wanted.`,
    ],
    [report.bytesResent <= mostResent, `${report.bytesResent} bytes were sent again, more than ${mostResent}.`],
    [report.conflictResolved, 'The conflict was not resolved.'],
    [report.localEditsLost === 0, `${report.localEditsLost} edits were lost.`],
  ]
  return checks.filter(([holds]) => !holds).map(([, failure]) => failure)
}
