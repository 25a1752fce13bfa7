import { editorRate } from '../timeline/rational-time.ts'

/** `01:02:14`: minutes, seconds and frames; hours where there are any. */
export function timecode(seconds: number): string {
  const frames = Math.round(Math.max(0, seconds) * editorRate)
  const whole = Math.floor(frames / editorRate)
  const parts = [Math.floor(whole / 60) % 60, whole % 60, frames % editorRate]
  const hours = Math.floor(whole / 3600)
  return [...(hours > 0 ? [hours] : []), ...parts].map((part) => String(part).padStart(2, '0')).join(':')
}
