import { gunzipSync } from 'node:zlib'
import type { Page } from 'playwright-core'
import * as v from 'valibot'
import { VersionReply } from '../../../client-lib/contract/versions.ts'
import { turnTo } from '../person/turn-to.ts'
import type { ProjectContent } from './project-content.ts'

const pauseMs = 500

/**
 * Every version that the cloud's history holds of the user's projects, asked for with the page's own token:
 * what lost a conflict is among them.
 *
 * @param name waited for, as the history is written behind the saves
 */
export async function keptSides(page: Page, name: string, patienceMs: number): Promise<readonly ProjectContent[]> {
  const headers = await headersOf(page)
  for (const endMs = Date.now() + patienceMs; ; ) {
    const kept = (await page.evaluate(readHistories, headers)).map(contentOf)
    if (kept.some((side) => side.name === name) || Date.now() > endMs) return kept
    await new Promise((resolve) => setTimeout(resolve, pauseMs))
  }
}

/** What a request of the page goes with; coming to the front makes it ask for changes. */
async function headersOf(page: Page): Promise<Record<string, string>> {
  const asked = page.waitForRequest((request) => request.method() === 'GET' && request.url().includes('/api/projects'))
  await turnTo(page)
  const { authorization = '', 'x-reelsync-contract': contract = '' } = await (await asked).allHeaders()
  return { authorization, 'x-reelsync-contract': contract }
}

function contentOf(reply: unknown): ProjectContent {
  const { name, document } = v.parse(VersionReply, reply)
  if (document.kind !== 'inline') throw new TypeError('The demo edits no document that is too large for its row.')
  const { encoding, data } = document
  return { name, document: encoding === 'gzip' ? gunzipSync(Buffer.from(data, 'base64')).toString('utf8') : data }
}

/** Runs in the page. */
async function readHistories(headers: Record<string, string>): Promise<unknown[]> {
  const read = async (path: string) => (await fetch(`/api/projects${path}`, { headers, cache: 'no-store' })).json()
  const found: unknown[] = []
  for (const { id } of (await read('')).projects) {
    for (const version of (await read(`/${id}/versions`)).versions)
      found.push(await read(`/${id}/versions/${version.id}`))
  }
  return found
}
