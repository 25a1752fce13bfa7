import type { NoticeAction, NoticeCode } from './notice-code.ts'

export interface NoticeText {
  /** What happened, where the work is now, what helps. */
  readonly sentence: string
  readonly action: NoticeAction
  readonly button: string
}

const kept = 'Your work is safe on this device.'

/** One sentence and one button for each thing that can go wrong: a code without them does not compile. */
export const noticeTexts: Readonly<Record<NoticeCode, NoticeText>> = {
  'needs-auth': {
    sentence: `Your session has ended. ${kept} Sign in again and it goes on to the cloud.`,
    action: 'sign-in',
    button: 'Sign in',
  },
  unauthenticated: { sentence: `The cloud does not know who this is. ${kept}`, action: 'sign-in', button: 'Sign in' },
  'token-expired': { sentence: `Your session has ended. ${kept}`, action: 'sign-in', button: 'Sign in' },
  waiting: {
    sentence: `The cloud cannot be reached right now. ${kept} It is tried again by itself.`,
    action: 'try-now',
    button: 'Try now',
  },
  unavailable: {
    sentence: `The cloud is busy. ${kept} It is tried again by itself.`,
    action: 'try-now',
    button: 'Try now',
  },
  'rate-limited': { sentence: `The cloud asks for a little patience. ${kept}`, action: 'try-now', button: 'Try now' },
  internal: {
    sentence: `Something failed in the cloud, not in your work. ${kept}`,
    action: 'try-now',
    button: 'Try again',
  },
  paused: { sentence: `Syncing is paused. ${kept}`, action: 'resume', button: 'Resume' },
  'storage-degraded': {
    sentence:
      'This browser refuses to keep files safely. Free some space, or leave private browsing; until then keep this tab open.',
    action: 'try-now',
    button: 'Try again',
  },
  StorageFull: {
    sentence: 'This device has no room for that file. Free some space, then add it again.',
    action: 'choose-media',
    button: 'Choose a file',
  },
  StorageUnavailable: {
    sentence: 'This browser refuses to keep files, as in private browsing. Open the editor in a normal window.',
    action: 'reload',
    button: 'Reload',
  },
  AssetUnreadable: {
    sentence: 'The file changed or went away while it was read, so nothing of it was kept. Add it again.',
    action: 'choose-media',
    button: 'Add again',
  },
  'upload-refused': {
    sentence: 'The cloud’s store refuses a file of this project. The file is safe on this device.',
    action: 'try-now',
    button: 'Try again',
  },
  NotATimeline: {
    sentence: 'That file is not an OpenTimelineIO timeline, so nothing was imported. Choose another.',
    action: 'choose-timeline',
    button: 'Choose another',
  },
  RecorderMissing: {
    sentence: 'This browser cannot record video. Add a file instead.',
    action: 'choose-media',
    button: 'Choose a file',
  },
  'save-failed': {
    sentence: 'This browser did not save your last edit. Keep the tab open and save again, or export the timeline.',
    action: 'save-again',
    button: 'Save again',
  },
  'open-failed': {
    sentence: 'This project is not on this device, and the cloud did not answer with it. Go back and try again.',
    action: 'to-library',
    button: 'To the projects',
  },
  'invalid-request': {
    sentence: `The cloud did not understand what this version of the editor sent. ${kept} Reload to get the newest version.`,
    action: 'reload',
    button: 'Reload',
  },
  'upgrade-required': {
    sentence: `The cloud needs a newer version of this editor. ${kept}`,
    action: 'reload',
    button: 'Reload',
  },
  'part-rule-changed': {
    sentence: `The cloud takes uploads in another way now. ${kept} Reload to get the newest version.`,
    action: 'reload',
    button: 'Reload',
  },
  'route-not-found': {
    sentence: `The cloud does not offer what this editor asks for. ${kept}`,
    action: 'reload',
    button: 'Reload',
  },
  'project-not-found': {
    sentence: `The cloud does not have this project any more. ${kept} Export it to keep a copy.`,
    action: 'export',
    button: 'Export',
  },
  'project-deleted': {
    sentence: `This project was deleted on another device. ${kept} Export it to keep a copy.`,
    action: 'export',
    button: 'Export',
  },
  'version-conflict': {
    sentence: `This project was also changed on another device. ${kept} Choose which one to go on with.`,
    action: 'try-now',
    button: 'Look again',
  },
  'mutation-reused': {
    sentence: `The cloud holds another edit under the same number. ${kept}`,
    action: 'try-now',
    button: 'Try again',
  },
  'request-too-large': {
    sentence: `This timeline is too large for the cloud. ${kept} Export it, or take clips off.`,
    action: 'export',
    button: 'Export',
  },
  'document-too-large': {
    sentence: `This timeline is too large for the cloud. ${kept} Export it, or take clips off.`,
    action: 'export',
    button: 'Export',
  },
  'file-too-large': {
    sentence: 'A file is larger than the cloud takes. It stays on this device; add a smaller one.',
    action: 'choose-media',
    button: 'Choose a file',
  },
  'asset-not-found': {
    sentence: 'The cloud does not have a file of this project. Open the project on the device that added it.',
    action: 'try-now',
    button: 'Try again',
  },
  'asset-mismatch': {
    sentence: 'The cloud holds another file under the same number. Add the file again.',
    action: 'choose-media',
    button: 'Add again',
  },
  'upload-incomplete': {
    sentence: 'A file has not arrived in the cloud whole. What is missing is sent again.',
    action: 'try-now',
    button: 'Try now',
  },
  'checksum-mismatch': {
    sentence: 'A file arrived in the cloud damaged, so it was not kept. It is sent again.',
    action: 'try-now',
    button: 'Send again',
  },
  unknown: {
    sentence: `Something went wrong that this editor has no name for. ${kept}`,
    action: 'dismiss',
    button: 'Dismiss',
  },
}

/** The text for a code from anywhere; what no one knows gets the sentence for the unknown. */
export function noticeText(code: string): NoticeText {
  return noticeTexts[isNoticeCode(code) ? code : 'unknown']
}

function isNoticeCode(code: string): code is NoticeCode {
  return Object.hasOwn(noticeTexts, code)
}
