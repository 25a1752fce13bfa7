import { type RefObject, useMemo, useState } from 'react'
import type { AssetView } from 'reelsync'
import { mediaBin } from '../timeline/media-bin.ts'
import type { TimelineDocument } from '../timeline/timeline-document.ts'
import type { EditorSession } from './editor-session.ts'
import { MediaItem } from './media-item.tsx'
import { RecordButton } from './record-button.tsx'

interface MediaBinProps {
  readonly session: EditorSession
  readonly timeline: TimelineDocument
  readonly assets: ReadonlyMap<string, AssetView>
  readonly picker: RefObject<HTMLInputElement | null>
  readonly onFiles: (files: Iterable<File>) => Promise<void>
}

export function MediaBin({ session, timeline, assets, picker, onFiles }: MediaBinProps) {
  const [over, setOver] = useState(false)
  const listed = useMemo(() => mediaBin(timeline), [timeline])
  const known = new Set(listed.map(({ assetId }) => assetId))
  const arriving = [...assets.values()].filter(({ assetId }) => !known.has(assetId))
  return (
    <section
      className={over ? 'bin over' : 'bin'}
      aria-label="Media"
      onDragOver={(event) => {
        if (!event.dataTransfer.types.includes('Files')) return
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        setOver(false)
        if (event.dataTransfer.files.length === 0) return
        event.preventDefault()
        void onFiles([...event.dataTransfer.files])
      }}
    >
      <div className="panel-head">
        <h2>Media</h2>
        <RecordButton onRecorded={(file) => onFiles([file])} />
        <button className="button small primary" type="button" onClick={() => picker.current?.click()}>
          Add files
        </button>
        <input
          ref={picker}
          type="file"
          multiple
          hidden
          data-testid="add-media"
          onChange={(event) => {
            const files = [...(event.target.files ?? [])]
            event.target.value = ''
            void onFiles(files)
          }}
        />
      </div>
      <ul className="media-list">
        {listed.map((media) => (
          <MediaItem key={media.assetId} session={session} media={media} view={assets.get(media.assetId)} />
        ))}
        {arriving.map((view) => (
          <MediaItem key={view.assetId} session={session} media={undefined} view={view} />
        ))}
      </ul>
      {listed.length + arriving.length === 0 && (
        <p className="empty-note">
          Drop video, audio or pictures here, add files, or record a clip. They are kept on this device first.
        </p>
      )}
    </section>
  )
}
