import type { StorageFault } from './classify-storage-error.ts'

/** The browser's storage does not answer: switched off, broken, or taken by a newer version of the app. */
export class StorageUnavailable extends Error {
  override readonly name = 'StorageUnavailable'
  /** Whether another try may help (`transient`), or what else: another tab, another row, another browser. */
  readonly fault: Exclude<StorageFault, 'capacity'>

  constructor(
    cause?: unknown,
    detail = 'The storage of this browser cannot be used; its disk may be full.',
    fault: Exclude<StorageFault, 'capacity'> = 'transient',
  ) {
    super(detail, { cause })
    this.fault = fault
  }
}
