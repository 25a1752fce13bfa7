/** All that can go wrong in a simulated world, and what users do about as often as not. Each is counted where it takes effect. */
export const faultKinds = [
  'request-dropped',
  'request-delayed',
  'request-duplicated',
  'request-reordered',
  'reply-lost',
  'reply-lost-after-commit',
  'reply-delayed',
  'reply-reordered',
  'answered-401',
  'answered-403',
  'answered-409',
  'answered-413',
  'answered-429',
  'answered-500',
  'answered-html',
  'complete-200-with-error',
  'url-expired',
  'part-damaged',
  'tab-frozen',
  'tab-killed',
  'tab-revived',
  'device-frozen',
  'device-killed',
  'device-revived',
  'killed-before-enqueue',
  'edited-during-apply',
  'storage-refused',
  'storage-corrupted',
  'storage-evicted',
  'clock-skewed',
  'deleted-elsewhere',
  'undone',
  'signed-out',
  'signed-in-as-another',
  'paused',
  'night-passed',
  'house-kept',
  'house-killed',
  'added-during-sweep',
] as const
export type FaultKind = (typeof faultKinds)[number]
export type FaultCounts = Readonly<Record<FaultKind, number>>

export function noFaults(): Record<FaultKind, number> {
  return Object.fromEntries(faultKinds.map((kind) => [kind, 0])) as Record<FaultKind, number>
}
