/** What users, browsers and lines do, each as often as it says beside the others. */
export const deedWeights = {
  save: 30,
  open: 6,
  list: 3,
  overlaid: 1,
  delete: 1.5,
  answer: 5,
  add: 10,
  openFile: 4,
  playFile: 2,
  keepFile: 1,
  cancelFile: 2,
  removeFile: 0.7,
  pauseFiles: 1.5,
  pause: 1.5,
  retryNow: 2,
  openAgain: 0.6,
  removeFromDevice: 0.4,
  withholdToken: 0.8,
  reload: 1.5,
  changeAccount: 0.8,
  openTab: 2.5,
  closeTab: 1.5,
  crashTab: 0.6,
  killBrowser: 0.5,
  freezeTab: 1.5,
  announceFreeze: 1.5,
  clearRows: 1.2,
  refuseRoom: 1,
  goOffline: 1.2,
  cutLine: 1.8,
  troubleLine: 2,
} as const

export type DeedKind = keyof typeof deedWeights

export const deedKinds = Object.keys(deedWeights) as DeedKind[]
