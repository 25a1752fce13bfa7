import { drawPicture } from './draw-picture.ts'
import type { Picture } from './picture.ts'

/** @throws EncodingError the file is no image this browser reads */
export async function pictureOfImage(url: string): Promise<Picture> {
  const image = new Image()
  image.src = url
  await image.decode()
  return drawPicture(image, image.naturalWidth || 1280, image.naturalHeight || 720)
}
