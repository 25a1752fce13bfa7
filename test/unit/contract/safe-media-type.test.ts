import { expect, test } from 'vitest'
import { safeMediaType } from '#contract/safe-media-type.ts'

test.each(['image/png', 'image/JPEG', 'video/mp4', 'video/webm', 'audio/wav', 'audio/mpeg'])(
  '[UP15] %s keeps its name',
  (mime) => {
    expect(safeMediaType(mime)).toBe(mime.toLowerCase())
  },
)

test.each([
  ...['text/html', 'application/xhtml+xml', 'text/xml', 'application/xml', 'image/svg+xml', 'IMAGE/SVG+XML'],
  ...['image/other+xml', 'video/mp4+xml', 'application/pdf', 'text/javascript', 'multipart/x-mixed-replace'],
  ...['image/unheard-of', 'constructor', '', 'image/png;x', 'image/png, text/html'],
])('[UP15] %s is handed out as plain bytes', (mime) => {
  expect(safeMediaType(mime)).toBe('application/octet-stream')
})
