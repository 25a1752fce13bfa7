import type { ErrorCode } from '#contract/errors.ts'
import type { RouteName } from '#contract/routes.ts'

/** Which requests: of one route, to the store of media and large documents, or all. */
export type FaultedRequests = RouteName | 'store' | 'all'

export type LineFault =
  /** The request never arrives. */
  | { readonly kind: 'drop' }
  /** It is acted on, and its answer is lost. */
  | { readonly kind: 'lose-reply' }
  /** It arrives that much later, in ms. */
  | { readonly kind: 'delay'; readonly byMs: number }
  /** It arrives twice; the second answer is what comes back. */
  | { readonly kind: 'duplicate' }
  /** It never arrives; somebody else answers, as a proxy or a captive portal does. HTML with status 200 when left out. */
  | {
      readonly kind: 'answer'
      readonly status?: number
      readonly body?: string
      readonly headers?: Readonly<Record<string, string>>
    }
  /**
   * It never arrives; the API answers a problem. `payload` is what the code carries beside the common members, where what
   * it carries by itself will not do. A conflict is made by another device, not here.
   */
  | {
      readonly kind: 'problem'
      readonly code: Exclude<ErrorCode, 'version-conflict'>
      readonly payload?: object
      /** `Retry-After`, in seconds. */
      readonly retryAfterSeconds?: number
    }
