import * as v from 'valibot'
import { EraseAccountReply } from '#contract/account.ts'
import type { EraseAccountBody } from '#contract/account-requests.ts'
import { DeleteProjectReply } from '#contract/project-deletion.ts'
import type { DeleteProjectBody, PutProjectBody } from '#contract/project-requests.ts'
import { PutProjectReply } from '#contract/projects.ts'
import type { ApiAnswer, ApiCaller } from './api-caller.ts'

/** An id no other test uses, also not in an earlier run against the same stack. */
export function freshId(noun: string): string {
  return `${noun}-${crypto.randomUUID()}`
}

export function projectBody(change: Partial<PutProjectBody> = {}): PutProjectBody {
  return {
    baseVersion: 0,
    mutationId: freshId('mutation'),
    name: 'Holiday film',
    document: { kind: 'inline', encoding: 'identity', data: '{"OTIO_SCHEMA":"Timeline.1"}' },
    assetIds: [],
    ...change,
  }
}

export function putProject(caller: ApiCaller, id: string, body: unknown): Promise<ApiAnswer> {
  return caller.call('PUT', `/projects/${id}`, { body })
}

/** Writes and expects it to be taken. */
export async function written(
  caller: ApiCaller,
  id: string,
  change: Partial<PutProjectBody> = {},
): Promise<PutProjectReply> {
  return v.parse(PutProjectReply, (await putProject(caller, id, projectBody(change))).json)
}

export async function createProject(
  caller: ApiCaller,
  change: Partial<PutProjectBody> = {},
  id = freshId('project'),
): Promise<string> {
  await written(caller, id, change)
  return id
}

export function deletionOf(baseVersion: number): DeleteProjectBody {
  return { baseVersion, mutationId: freshId('mutation') }
}

export function deleteProject(caller: ApiCaller, id: string, body: unknown): Promise<ApiAnswer> {
  return caller.call('DELETE', `/projects/${id}`, { body })
}

/** Deletes and expects it to be taken. */
export async function deleted(caller: ApiCaller, id: string, baseVersion: number): Promise<DeleteProjectReply> {
  return v.parse(DeleteProjectReply, (await deleteProject(caller, id, deletionOf(baseVersion))).json)
}

export function erasureOf(erasureId = freshId('erasure')): EraseAccountBody {
  return { erasureId, confirm: 'erase everything of mine' }
}

/** Erases the caller's account, and expects that nothing of it is left to be erased. */
export async function erased(caller: ApiCaller, body = erasureOf()): Promise<EraseAccountReply> {
  const reply = v.parse(EraseAccountReply, (await caller.call('DELETE', '/account', { body })).json)
  return reply.state === 'erased' ? reply : erased(caller, body)
}
