import * as v from 'valibot'
import { expect } from 'vitest'
import { KeepVersionReply } from '#contract/kept-version.ts'
import type { KeepVersionBody } from '#contract/version-requests.ts'
import { ListVersionsReply, VersionReply, type VersionSummary } from '#contract/versions.ts'
import type { ApiAnswer, ApiCaller } from './api-caller.ts'
import { projectBody } from './project-fixture.ts'

/** How long a deployed stream may take to reach the history; a server that writes it at once is asked once. */
const patience = { timeout: 75_000, interval: 500 }
/** For a test that waits for the stream. */
export const streamTimeoutMs = 90_000

export function keptBody(change: Partial<KeepVersionBody> = {}): KeepVersionBody {
  const { name, document, assetIds, mutationId } = projectBody()
  return { version: 1, mutationId, kept: 'named', name, document, assetIds, ...change }
}

export function keepVersion(caller: ApiCaller, id: string, body: unknown): Promise<ApiAnswer> {
  return caller.call('POST', `/projects/${id}/versions`, { body })
}

/** Keeps and expects it to be taken. */
export async function kept(
  caller: ApiCaller,
  id: string,
  change: Partial<KeepVersionBody> = {},
): Promise<KeepVersionReply> {
  return v.parse(KeepVersionReply, (await keepVersion(caller, id, keptBody(change))).json)
}

/** All versions, through as many pages as it takes. */
export async function versionsOf(caller: ApiCaller, id: string, limit = 100): Promise<VersionSummary[]> {
  const all: VersionSummary[] = []
  let cursor: string | undefined
  do {
    const more = cursor === undefined ? '' : `&cursor=${cursor}`
    const { json } = await caller.call('GET', `/projects/${id}/versions?limit=${limit}${more}`)
    const page = v.parse(ListVersionsReply, json)
    expect(page.versions.length).toBeLessThanOrEqual(limit)
    all.push(...page.versions)
    cursor = page.cursor
  } while (cursor !== undefined)
  return all
}

/** Asks until the history has come to this version. */
export async function historyUpTo(caller: ApiCaller, id: string, version: number): Promise<VersionSummary[]> {
  const asked = async () => (await versionsOf(caller, id)).map((one) => one.id)
  await expect.poll(asked, patience).toContain(String(version))
  return versionsOf(caller, id)
}

export async function versionOf(caller: ApiCaller, id: string, versionId: string): Promise<VersionReply> {
  return v.parse(VersionReply, (await caller.call('GET', `/projects/${id}/versions/${versionId}`)).json)
}
