import type { ErrorCode } from '#contract/errors.ts'
import type { NoticeText } from './notice-text.ts'

const kept = 'Your work is safe on this device.'

/** One sentence and one button for each code of the API: a code without them does not compile. */
export const cloudNotices: Readonly<Record<ErrorCode, NoticeText>> = {
  unauthenticated: { sentence: `The cloud does not know who this is. ${kept}`, action: 'sign-in', button: 'Sign in' },
  'token-expired': { sentence: `Your session has ended. ${kept}`, action: 'sign-in', button: 'Sign in' },
  unavailable: {
    sentence: `The cloud is busy. ${kept} It is tried again by itself.`,
    action: 'try-now',
    button: 'Try now',
  },
  'rate-limited': { sentence: `The cloud asks for a little patience. ${kept}`, action: 'try-now', button: 'Try now' },
  internal: {
    sentence: `Something failed inside the sync, not in your work. ${kept}`,
    action: 'try-now',
    button: 'Try again',
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
  'cursor-expired': {
    sentence: `This device was away for long, and asks for the whole list of projects again. ${kept}`,
    action: 'try-now',
    button: 'Try now',
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
  'snapshot-not-found': {
    sentence: `This timeline has not arrived in the cloud whole. ${kept} It is sent again.`,
    action: 'try-now',
    button: 'Send again',
  },
  'snapshot-expired': {
    sentence: `This timeline was on its way to the cloud for too long. ${kept} It is sent again.`,
    action: 'try-now',
    button: 'Send again',
  },
  'quota-exceeded': {
    sentence: `Your account has no room left in the cloud. ${kept} Delete projects that you do not need; their files make room some weeks later.`,
    action: 'try-now',
    button: 'Try again',
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
  'version-not-found': {
    sentence: 'This older version is not kept any more.',
    action: 'dismiss',
    button: 'Close',
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
    sentence: `A timeline or a file arrived in the cloud damaged, so it was not kept there. ${kept} It can be sent again.`,
    action: 'try-now',
    button: 'Send again',
  },
}
