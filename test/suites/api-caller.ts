import * as v from 'valibot'
import { contractVersion, contractVersionHeader } from '#contract/contract-version.ts'
import { Problem, problemContentType } from '#contract/errors.ts'
import { checkDocumented } from './check-documented.ts'
import { checkProblem } from './check-problem.ts'
import type { HttpTarget } from './http-target.ts'

export interface ApiAnswer {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  /** The JSON body; undefined where there is none. */
  readonly json: unknown
}

export interface CallOptions {
  /** Sent as it is when a string or bytes, else as JSON. */
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
}

/** One device of one user, calling the API as the contract says. */
export interface ApiCaller {
  call(method: string, path: string, options?: CallOptions): Promise<ApiAnswer>
}

export function callerWith(target: HttpTarget, token: string | undefined): ApiCaller {
  return {
    call: async (method, path, { body, headers } = {}) => {
      const response = await target.fetch(`${target.apiUrl}/api${path}`, {
        method,
        headers: {
          [contractVersionHeader]: String(contractVersion),
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
          ...headers,
        },
        ...(body === undefined ? {} : { body: isRaw(body) ? body : JSON.stringify(body) }),
      })
      const text = await response.text()
      const answer = { status: response.status, headers: response.headers, text, json: jsonOf(text) }
      if (isProblem(answer)) checkProblem(method, path, problemIn(answer))
      checkDocumented(method, path, answer)
      return answer
    },
  }
}

export async function callerOf(target: HttpTarget, user: string): Promise<ApiCaller> {
  return callerWith(target, await target.tokens.access(user))
}

/** With what its code carries. */
const WholeProblem = v.looseObject(Problem.entries)

/** The problem document of an answer; throws where it is none. */
export function problemIn(answer: ApiAnswer): v.InferOutput<typeof WholeProblem> {
  if (!isProblem(answer)) throw new Error(`No problem document: ${answer.status} ${answer.text}`)
  return v.parse(WholeProblem, answer.json)
}

function isProblem({ headers }: ApiAnswer): boolean {
  return headers.get('content-type')?.startsWith(problemContentType) === true
}

function isRaw(body: unknown): body is string | Uint8Array<ArrayBuffer> {
  return typeof body === 'string' || body instanceof Uint8Array
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
