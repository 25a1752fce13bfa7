import type { Picture } from './picture.ts'

const widthPx = 240
const heightPx = 136

/** A small still of what a video or an image shows, filling 16:9. */
export function drawPicture(source: CanvasImageSource, sourceWidth: number, sourceHeight: number): Picture {
  const canvas = document.createElement('canvas')
  canvas.width = widthPx
  canvas.height = heightPx
  const context = canvas.getContext('2d')
  if (context === null || sourceWidth === 0 || sourceHeight === 0) return { kind: 'none' }
  const scale = Math.max(widthPx / sourceWidth, heightPx / sourceHeight)
  const [width, height] = [sourceWidth * scale, sourceHeight * scale]
  context.drawImage(source, (widthPx - width) / 2, (heightPx - height) / 2, width, height)
  return { kind: 'frame', dataUrl: canvas.toDataURL('image/jpeg', 0.78) }
}
