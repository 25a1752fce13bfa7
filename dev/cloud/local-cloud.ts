import type { Region } from './region.ts'

/** A running local cloud. */
export interface LocalCloud {
  readonly name: string
  /** By address, without a trailing slash: the SDK then addresses buckets by path. */
  readonly endpointUrl: string
  readonly region: Region
  /** Stops it when we started it, after its state is written. May be repeated. */
  close(): Promise<void>
}
