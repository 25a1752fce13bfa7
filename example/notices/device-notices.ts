import type { DeviceNoticeCode } from './notice-code.ts'
import type { NoticeText } from './notice-text.ts'

const kept = 'Your work is safe on this device.'

/** The same for what goes wrong on this device, or on the way. */
export const deviceNotices: Readonly<Record<DeviceNoticeCode, NoticeText>> = {
  'needs-auth': {
    sentence: `Your session has ended. ${kept} Sign in again and it goes on to the cloud.`,
    action: 'sign-in',
    button: 'Sign in',
  },
  'other-account': {
    sentence: `Somebody else is signed in. ${kept} Sign in with the account that made it, and it goes on to the cloud.`,
    action: 'sign-in',
    button: 'Sign in',
  },
  waiting: {
    sentence: `The cloud cannot be reached right now. ${kept} It is tried again by itself.`,
    action: 'try-now',
    button: 'Try now',
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
  AssetIdTaken: {
    sentence: 'That file is in the project already, with other bytes. Add it again as a new one.',
    action: 'choose-media',
    button: 'Add again',
  },
  AssetDamaged: {
    sentence: 'A file arrived from the cloud damaged, so it was not kept. It can be fetched again.',
    action: 'try-now',
    button: 'Fetch again',
  },
  DownloadRefused: {
    sentence: 'The cloud’s store did not hand a file out. It can be fetched again.',
    action: 'try-now',
    button: 'Fetch again',
  },
  'local-bytes-changed': {
    sentence: 'A file changed on this device before it was in the cloud, so its upload was stopped. Add it again.',
    action: 'choose-media',
    button: 'Add again',
  },
  'local-bytes-missing': {
    sentence: 'The browser removed a file before it was in the cloud. Add it again.',
    action: 'choose-media',
    button: 'Add again',
  },
  'content-lost': {
    sentence:
      'This browser lost the newest edit of a project before it was in the cloud. Where that is still open, save it again; otherwise open the project to go on from what the cloud has.',
    action: 'try-now',
    button: 'Look again',
  },
  'store-refused': {
    sentence: `The cloud’s store refuses a timeline or a file. ${kept} It can be sent again.`,
    action: 'try-now',
    button: 'Try again',
  },
  NetworkFailed: {
    sentence: `The cloud cannot be reached right now. ${kept}`,
    action: 'try-now',
    button: 'Try now',
  },
  UnexpectedReply: {
    sentence: `Something between here and the cloud answers in its place. ${kept}`,
    action: 'try-now',
    button: 'Try again',
  },
  NotSignedIn: {
    sentence: `Your session has ended. ${kept} Sign in again and it goes on to the cloud.`,
    action: 'sign-in',
    button: 'Sign in',
  },
  'conflict-open': {
    sentence: 'This project waits for your choice between two versions. Choose one first, then delete it.',
    action: 'dismiss',
    button: 'Got it',
  },
  'app-store-refused': {
    sentence: 'This project is open in another tab, or changed just now, so it was not deleted. Try it again.',
    action: 'dismiss',
    button: 'Got it',
  },
  HostRefused: {
    sentence: 'This browser did not store what came from the cloud. It is kept there and comes again.',
    action: 'try-now',
    button: 'Try again',
  },
  HostFailed: {
    sentence: 'This browser did not hand out a project that the editor keeps in it. Nothing was changed; try it again.',
    action: 'try-now',
    button: 'Try again',
  },
  'app-store-failed': {
    sentence:
      'This browser does not hand out a project that the editor keeps in it, so it is not synced. It is tried again.',
    action: 'try-now',
    button: 'Try now',
  },
  'document-unreadable': {
    sentence:
      'The newest version of a project in the cloud cannot be read; another app may have written it. Yours is kept here.',
    action: 'try-now',
    button: 'Try now',
  },
  NotATimeline: {
    sentence: 'That file is not an OpenTimelineIO timeline, so nothing was imported. Choose another.',
    action: 'choose-timeline',
    button: 'Choose another',
  },
  ProjectUnsettled: {
    sentence: 'The project is still on its way to or from the cloud. Look at it once it is there, then name it.',
    action: 'try-now',
    button: 'Try now',
  },
  DocumentNotSent: {
    sentence: `The cloud’s store did not take a timeline. ${kept} It can be sent again.`,
    action: 'try-now',
    button: 'Try again',
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
  'no-project': {
    sentence: 'This account has no such project: it was deleted, or is another account’s.',
    action: 'to-library',
    button: 'To the projects',
  },
  'open-failed': {
    sentence: 'This project is not on this device, and the cloud did not answer with it. Go back and try again.',
    action: 'to-library',
    button: 'To the projects',
  },
  unknown: {
    sentence: `Something went wrong that this editor has no name for. ${kept}`,
    action: 'dismiss',
    button: 'Dismiss',
  },
}
