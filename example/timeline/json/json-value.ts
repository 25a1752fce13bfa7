import type { ExactNumber } from './exact-number.ts'

/** A JSON value that loses nothing of what was read. */
export type JsonValue = null | boolean | number | string | ExactNumber | readonly JsonValue[] | JsonObject
export interface JsonObject {
  readonly [key: string]: JsonValue
}
