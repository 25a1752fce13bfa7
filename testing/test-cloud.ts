import type { TestTime } from './time/test-time.ts'

/** What a device sends, to the API or to a presigned address. */
export interface TestRequest {
  readonly method: string
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: Uint8Array | string | undefined
}

export interface TestReply {
  readonly status: number
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>
  readonly body: Uint8Array<ArrayBuffer>
}

/** What one user may have; `none` is no limit beyond the API's own. */
export interface TestLimits {
  readonly storedBytes: number | 'none'
  readonly fileBytes: number | 'none'
  readonly projects: number | 'none'
  readonly openUploads: number | 'none'
}

/** A cloud for tests: the deployed functions' own code, over memory. */
export interface TestCloud {
  /** Without a trailing slash; routes are `${apiUrl}/api/…`. */
  readonly apiUrl: string
  /** Its time, and that of the devices before it. */
  readonly time: TestTime
  /** An access token of whoever it names, good for an hour. */
  token(user: string): string
  answer(request: TestRequest): Promise<TestReply>
}
