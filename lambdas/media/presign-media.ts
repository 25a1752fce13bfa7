import { randomUUID } from 'node:crypto'
import type { PresignReply } from '#contract/media.ts'
import type { PresignBody } from '#contract/media-requests.ts'
import type { PartPlan } from '#contract/part-rule.ts'
import { quotaExceeded } from '../accounts/quota-exceeded.ts'
import { ApiFailure } from '../errors/api-failure.ts'
import type { Meter } from '../metrics/meter.ts'
import type { ListedPart } from '../storage/asset-store.ts'
import type { AssetClaim, ExpectedAsset, OpenOutcome } from './asset-ledger.ts'
import { checkPlan } from './check-plan.ts'
import { copyFromBase } from './copy-from-base.ts'
import type { MediaPorts } from './media-ports.ts'
import { objectOf } from './object-of.ts'
import { isSameWaiter } from './same-waiter.ts'
import { signWindow } from './sign-window.ts'
import { newStorageKey } from './storage-key.ts'
import type { StoredAsset, UploadSession } from './stored-asset.ts'
import { uploadWindow } from './upload-window.ts'

/** Devices may race for one asset; each round one of them wins, so a few suffice. */
const rounds = 5
const busyRetryAfterMs = 500

/** A session to answer with, or what ended the search for one. */
type Round =
  | { readonly kind: 'stored' }
  | { readonly kind: 'session'; readonly session: UploadSession; readonly listed: readonly ListedPart[] }
  | { readonly kind: 'again' }

/**
 * Starts or continues an upload: `stored` where the account has the bytes, else the session with a window of signed parts.
 *
 * @throws ApiFailure `project-not-found`, `asset-mismatch`, `part-rule-changed`, `file-too-large`,
 *   `quota-exceeded`, `invalid-request`, `unavailable`
 */
export async function presignMedia(
  ports: MediaPorts & { readonly meter: Meter },
  userId: string,
  projectId: string,
  body: PresignBody,
): Promise<PresignReply> {
  const plan = checkPlan(body, ports.limits)
  const { assetId, fileName, mime, sizeBytes, checksum, partRule } = body
  for (let round = 0; round < rounds; round += 1) {
    const nowMs = ports.clock.nowMs()
    const claim = { userId, projectId, assetId, fileName, mime, sizeBytes, checksum, partRule, nowMs }
    const result = await findSession(ports, claim, plan)
    if (result.kind === 'stored') return { state: 'stored' }
    if (result.kind === 'session') {
      const window = uploadWindow(body, plan, result)
      return signWindow(ports, window, await copyFromBase(ports, userId, projectId, window), nowMs)
    }
  }
  throw new ApiFailure('unavailable', { retryAfterMs: busyRetryAfterMs })
}

async function findSession(ports: MediaPorts, claim: AssetClaim, plan: PartPlan): Promise<Round> {
  const attached = await ports.ledger.attach(claim)
  if (attached.kind === 'stored') return attached
  if (attached.kind !== 'not-stored') throw refusal(attached.kind)
  const { asset } = attached
  if (asset === undefined) return startSession(ports, claim, plan, undefined)
  if (asset.state === 'uploading') return continueSession(ports, claim, plan, asset)
  if (asset.state === 'abandoned') return startSession(ports, claim, plan, asset)
  return { kind: 'again' }
}

async function continueSession(
  ports: MediaPorts,
  claim: AssetClaim,
  plan: PartPlan,
  asset: Extract<StoredAsset, { readonly state: 'uploading' }>,
): Promise<Round> {
  const { session } = asset
  if (!asset.waiting.some((one) => isSameWaiter(one, claim))) {
    const joined = await ports.ledger.open(claim, session, asset)
    if (!isOpened(joined)) return { kind: 'again' }
  }
  const isWhole = plan.partCount === 1
  const listing = isWhole ? undefined : await ports.store.listParts(session)
  if (listing?.kind === 'listed') return { kind: 'session', session, listed: listing.parts }
  // One PUT sends all, and no second one is taken; of several parts the store forgot the upload. Either way the bytes
  // may be there, and the reply lost.
  const found = await objectOf(ports.store, asset)
  if (found === 'absent' && isWhole) return { kind: 'session', session, listed: [] }
  if (found !== 'right') return startSession(ports, claim, plan, asset)
  await ports.ledger.settle(asset, claim.nowMs)
  return { kind: 'again' }
}

async function startSession(
  ports: MediaPorts,
  claim: AssetClaim,
  plan: PartPlan,
  expected: ExpectedAsset,
): Promise<Round> {
  const storageKey = newStorageKey(claim.userId)
  const isWhole = plan.partCount === 1
  const uploadId = isWhole ? randomUUID() : await ports.store.startUpload(storageKey, claim.mime)
  const session = { storageKey, uploadId }
  const opened = await ports.ledger.open(claim, session, expected)
  if (opened.kind === 'opened') return { kind: 'session', session, listed: [] }
  if (!isWhole) await ports.store.abortUpload(session)
  return isOpened(opened) ? { kind: 'session', session, listed: [] } : { kind: 'again' }
}

function isOpened(outcome: OpenOutcome): boolean {
  if (outcome.kind === 'over-quota') throw quotaExceeded(outcome)
  if (outcome.kind === 'opened' || outcome.kind === 'overtaken') return outcome.kind === 'opened'
  throw refusal(outcome.kind)
}

function refusal(kind: 'project-missing' | 'asset-mismatch'): ApiFailure {
  return new ApiFailure(kind === 'project-missing' ? 'project-not-found' : 'asset-mismatch')
}
