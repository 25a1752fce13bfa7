interface WaveformProps {
  readonly peaks: readonly number[]
  /** Which stretch of the file, from 0 to 1. */
  readonly from?: number
  readonly to?: number
}

/** The loudness of a stretch of sound, mirrored about its middle. */
export function Waveform({ peaks, from = 0, to = 1 }: WaveformProps) {
  const shown = peaks.slice(Math.floor(from * peaks.length), Math.max(1, Math.ceil(to * peaks.length)))
  const upper = shown.map((peak, index) => `${index},${(50 - Math.max(1, peak * 46)).toFixed(1)}`)
  const lower = shown.map((peak, index) => `${index},${(50 + Math.max(1, peak * 46)).toFixed(1)}`).reverse()
  return (
    <svg
      className="waveform"
      viewBox={`0 0 ${Math.max(1, shown.length - 1)} 100`}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      <polygon points={[...upper, ...lower].join(' ')} />
    </svg>
  )
}
