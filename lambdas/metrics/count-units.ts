/** What is counted, each in its unit of CloudWatch; the names are those of the published metrics. */
export const countUnits = {
  /** Writes that another write had overtaken. */
  Conflicts: 'Count',
  /** Writes whose reply had been lost, answered again. */
  Replays: 'Count',
  UploadBytesPresigned: 'Bytes',
  DownloadBytesPresigned: 'Bytes',
  /** Bytes that the store copied from an earlier asset: so many were not sent. */
  BytesCopied: 'Bytes',
  /** Parts the store still had when a device took an upload up again: so many were not sent twice. */
  PartsResumed: 'Count',
  /** First requests of a function's process. */
  ColdStarts: 'Count',
  /** Problems answered, whatever their code. */
  Refusals: 'Count',
  /** Bytes taken out of the store, nothing having referred to them. */
  BytesCollected: 'Bytes',
  /** Stored assets given up, no project naming them. */
  AssetsCollected: 'Count',
  /** Deleted projects whose time was over. */
  ProjectsPurged: 'Count',
  /** Idle uploads whose bytes were all there, finished. */
  UploadsFinished: 'Count',
  /** Idle uploads given up. */
  UploadsEnded: 'Count',
  /** Accounts whose counts were not what their rows come to: always a mistake of ours, or an account older than the counting. */
  UsageCorrected: 'Count',
  /** Accounts that housekeeping went through. */
  AccountsSwept: 'Count',
  /** Those of them of which something was not done. */
  AccountsFailed: 'Count',
} as const

export type CountName = keyof typeof countUnits
