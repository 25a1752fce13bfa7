import { planParts } from '#contract/part-rule.ts'
import type { BackgroundName } from './background-calls.ts'
import type { RequestName } from './request-calls.ts'

const MB = 1024 * 1024
const activeDays = 20
const hoursADay = 1
const hours = activeDays * hoursADay
/** The client asks every 20 to 60 s while its page is seen. */
const pollSeconds = 40
const uploads = 10
const assetBytes = 100 * MB

/** One active user's month: what the bill rests on beside the counts. Change it to your app's, and run `npm run cost`. */
export const userMonth = {
  activeDays,
  hoursADay,
  pollSeconds,
  uploads,
  assetMb: assetBytes / MB,
  requests: {
    'a listing': (hours * 3600) / pollSeconds,
    'a project with its media': activeDays * 3,
    'a write, inline': 0,
    // Edits while a write is under way join the next: about one write a minute of editing.
    'a write, inline, of a project with media': hours * 60,
    // Only timelines of over 250 KB or so are larger than a row takes.
    'a write, of a snapshot': 0,
    'presign, already stored': 2,
    'presign, first window': uploads,
    'presign, next window': uploads,
    complete: uploads,
    'a download': uploads,
  } satisfies Record<RequestName, number>,
  background: {
    // Each write makes one.
    'a version into the history': hours * 60,
    // Once a day, whether the user was there or not.
    'housekeeping of an account with five projects': 30,
  } satisfies Record<BackgroundName, number>,
  /** KB that each answer brings to the browser; most listings are a 304. */
  replyKb: {
    'a listing': 0.5,
    'a project with its media': 12,
    'a write, inline': 1,
    'a write, inline, of a project with media': 1,
    'a write, of a snapshot': 1,
    'presign, already stored': 1,
    'presign, first window': 14,
    'presign, next window': 10,
    complete: 1,
    'a download': 2,
  } satisfies Record<RequestName, number>,
  /** Sent by the browser straight to the store; each costs a PUT, and the traffic nothing. */
  parts: uploads * planParts(assetBytes).partCount,
  /** Fetched from the store by another device. */
  downloadGb: (uploads * assetBytes) / MB / 1024,
  /** Kept, on average over the months. */
  storedGb: 5,
  rowMb: 0.2,
  /** A session's token is renewed each hour. */
  signIns: hours,
} as const
