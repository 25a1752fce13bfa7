import type { MediaKind } from '../timeline/asset-reference.ts'
import type { Picture } from './picture.ts'
import { pictureOfImage } from './picture-of-image.ts'
import { probeAudio } from './probe-audio.ts'
import { probeVideo } from './probe-video.ts'

export interface Probe {
  readonly kind: MediaKind
  readonly durationS: number
  readonly picture: Picture
}

const unplayable: Probe = { kind: 'other', durationS: 0, picture: { kind: 'none' } }

/** How long a browser may take over a file before it counts as unplayable. */
const patienceMs = 15_000

/** What this browser can make of a file. Whatever it cannot play is `other`: kept and synced all the same. */
export async function probeMedia(file: File): Promise<Probe> {
  if (file.size === 0) return unplayable
  const url = URL.createObjectURL(file)
  const signal = AbortSignal.timeout(patienceMs)
  try {
    switch (file.type.split('/')[0]) {
      case 'image':
        return { kind: 'image', durationS: 0, picture: await pictureOfImage(url) }
      case 'audio':
        return await probeAudio(file, url, signal)
      case 'video':
        return await probeVideo(url, signal)
      default:
        return unplayable
    }
  } catch {
    return unplayable
  } finally {
    URL.revokeObjectURL(url)
  }
}
