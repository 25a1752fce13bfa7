import { limits } from '#contract/limits.ts'
import type { PresignBody, PresignReply, SignedPart } from '#contract/media.ts'
import { type PartPlan, partRange } from '#contract/part-rule.ts'
import type { Meter } from '../metrics/meter.ts'
import type { ListedPart } from '../storage/asset-store.ts'
import type { UrlSigner } from '../storage/url-signer.ts'
import type { UploadSession } from './stored-asset.ts'

/** The reply for a session: what the store has, and an address for each asked-for part that it does not have as asked. */
export async function signWindow(
  { signer, meter }: { readonly signer: UrlSigner; readonly meter: Meter },
  body: PresignBody,
  plan: PartPlan,
  session: UploadSession,
  listed: readonly ListedPart[],
  nowMs: number,
): Promise<PresignReply> {
  const has = new Map(listed.map((part) => [part.partNumber, part]))
  const lacking = body.parts.filter((part) => {
    const there = has.get(part.partNumber)
    return there?.checksum !== part.checksum || there.sizeBytes !== sizeOf(plan, body.sizeBytes, part.partNumber)
  })
  for (const { partNumber } of lacking) meter.add('UploadBytesPresigned', sizeOf(plan, body.sizeBytes, partNumber))
  // Within one sitting a device asks only for what it has not sent: who asks for what is there has come back.
  if (lacking.length < body.parts.length) meter.add('PartsResumed', listed.length)
  const signedParts = lacking.map(async ({ partNumber, checksum }): Promise<SignedPart> => {
    const bytes = { ...session, checksum, sizeBytes: sizeOf(plan, body.sizeBytes, partNumber) }
    const signed = plan.partCount === 1 ? signer.signWhole(bytes) : signer.signPart({ ...bytes, partNumber })
    const { url, headers } = await signed
    return { partNumber, url, headers: { ...headers } }
  })
  return {
    state: 'uploading',
    uploadId: session.uploadId,
    partSizeBytes: plan.partSizeBytes,
    partCount: plan.partCount,
    uploadedParts: listed.map(({ partNumber, sizeBytes, checksum }) => ({
      partNumber,
      sizeBytes,
      ...(checksum === undefined ? {} : { checksum }),
    })),
    signedParts: await Promise.all(signedParts),
    expiresAtMs: nowMs + limits.urlLifeSeconds * 1000,
  }
}

function sizeOf(plan: PartPlan, sizeBytes: number, partNumber: number): number {
  const { start, end } = partRange(plan, sizeBytes, partNumber)
  return end - start
}
