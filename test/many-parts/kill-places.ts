import { seededRandom } from '../delta/seeded-random.ts'

/** What S3 lists of an upload's parts in one reply. */
export const partsOfPage = 1000

/**
 * When a page of the app is killed: as a part of this number, or a later one, goes out, or as its answer comes, which
 * nobody hears then; or as Complete is asked for.
 */
export type KillPlace =
  | { readonly at: 'part-sent' | 'part-answered'; readonly partNumber: number }
  | { readonly at: 'complete-asked' }

/** No place is so near to the one before it: parts that were in flight there may be stored, and go out no more. */
const apart = 10

/** A place in each half of each page of ListParts, one of each kind a page; the same from the same seed. */
export function killPlaces(partCount: number, seed: number): readonly KillPlace[] {
  const random = seededRandom(seed)
  const pages = Array.from({ length: Math.ceil(partCount / partsOfPage) }, (_, page) => page * partsOfPage)
  return pages.flatMap((before): KillPlace[] => {
    const half = Math.floor(Math.min(partsOfPage, partCount - before) / 2)
    const place = (from: number) => from + 1 + Math.floor(random() * (half - apart))
    const isSentFirst = random() < 0.5
    return [
      { at: isSentFirst ? 'part-sent' : 'part-answered', partNumber: place(before) },
      { at: isSentFirst ? 'part-answered' : 'part-sent', partNumber: place(before + half) },
    ]
  })
}
