import type { Region } from './region.ts'

/** A running local cloud. */
export interface LocalCloud {
  readonly name: string
  /** By address, without a trailing slash: the SDK then addresses buckets by path. */
  readonly endpointUrl: string
  readonly region: Region
  /** Settles when it has ended, by us or by itself; never for one that someone else runs. */
  readonly ended: Promise<unknown>
  /** Stops it when we started it, after its state is written. May be repeated. */
  close(): Promise<void>
}
