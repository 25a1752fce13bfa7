import type { StatusSnapshot } from 'reelsync'
import { sizeWords } from './size-words.ts'

/** How much of all open uploads the cloud has accepted. */
export function UploadProgress({ uploads }: { readonly uploads: StatusSnapshot['uploads'] }) {
  if (uploads.open === 0) return null
  const { acceptedBytes, totalBytes, bytesPerSecond } = uploads
  return (
    <span className="upload-progress" data-testid="upload-progress" aria-live="off">
      <progress aria-label="Uploads" max={Math.max(1, totalBytes)} value={acceptedBytes} />
      <span>
        {sizeWords(acceptedBytes)} of {sizeWords(totalBytes)}
        {bytesPerSecond > 0 && `, ${sizeWords(bytesPerSecond)}/s`}
      </span>
    </span>
  )
}
