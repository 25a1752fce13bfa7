import type { Page } from 'playwright-core'
import { planParts } from '#contract/part-rule.ts'
import { makeMedia, makeVideoFile } from '../media/make-media.ts'
import type { Say } from '../transcript.ts'
import { canPlay } from './can-play.ts'
import { readSourceFile, type SourceFile } from './source-file.ts'

/** A kill in the middle of an upload, with two parts in flight, wants a file of at least as many. */
const leastParts = 4

export interface DemoMedia {
  readonly files: readonly SourceFile[]
  /** Those of them that this browser plays; never none. */
  readonly playable: readonly SourceFile[]
}

/**
 * The files that A adds: those given, or made ones. Where none of the given is large enough to be killed in the middle,
 * or none can be played, a made video joins them.
 *
 * @param page a page of a secure origin that nobody needs any more
 * @throws UnusableFile
 */
export async function chooseMedia(page: Page, given: readonly string[], folder: string, say: Say): Promise<DemoMedia> {
  const paths = given.length > 0 ? [...given] : await makeMedia(page, folder)
  const files = await readAll(paths)
  const isLarge = files.some((file) => planParts(file.sizeBytes).partCount >= leastParts)
  const playable = await playableOf(page, files)
  if (isLarge && playable.length > 0) return { files, playable }
  say(
    `None of the files ${isLarge ? 'plays in this browser' : 'is large enough to be cut off in the middle'}: a made video joins them.`,
  )
  const made = await readSourceFile(await makeVideoFile(page, folder))
  return { files: [...files, made], playable: [...playable, made] }
}

async function readAll(paths: readonly string[]): Promise<SourceFile[]> {
  const files: SourceFile[] = []
  for (const path of paths) files.push(await readSourceFile(path))
  return files
}

async function playableOf(page: Page, files: readonly SourceFile[]): Promise<SourceFile[]> {
  const playable: SourceFile[] = []
  for (const file of files) if (await canPlay(page, file.path)) playable.push(file)
  return playable
}
