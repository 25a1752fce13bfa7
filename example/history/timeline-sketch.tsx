import type { TimelineOutline } from '../timeline/timeline-outline.ts'

/** The clips of each track at their places, too small for words: the facts beside it say how many. */
export function TimelineSketch({ outline }: { readonly outline: TimelineOutline }) {
  const { durationS, tracks } = outline
  if (durationS === 0) return null
  const share = (seconds: number) => `${(100 * seconds) / durationS}%`
  return (
    <div className="sketch" aria-hidden="true">
      {tracks.map(({ trackIndex, kind, items }) => (
        <div key={trackIndex} data-kind={kind}>
          {items
            .filter((item) => item.kind === 'clip')
            .map(({ at, startS, durationS: lengthS }) => (
              <i key={at.itemIndex} style={{ left: share(startS), width: share(lengthS) }} />
            ))}
        </div>
      ))}
    </div>
  )
}
