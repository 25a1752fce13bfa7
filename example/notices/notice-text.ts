import { cloudNotices } from './cloud-notices.ts'
import { deviceNotices } from './device-notices.ts'
import type { NoticeAction, NoticeCode } from './notice-code.ts'

export interface NoticeText {
  /** What happened, where the work is now, what helps. */
  readonly sentence: string
  readonly action: NoticeAction
  readonly button: string
}

export const noticeTexts: Readonly<Record<NoticeCode, NoticeText>> = { ...cloudNotices, ...deviceNotices }

/** The text for a code from anywhere; what no one knows gets the sentence for the unknown. */
export function noticeText(code: string): NoticeText {
  return noticeTexts[isNoticeCode(code) ? code : 'unknown']
}

function isNoticeCode(code: string): code is NoticeCode {
  return Object.hasOwn(noticeTexts, code)
}
