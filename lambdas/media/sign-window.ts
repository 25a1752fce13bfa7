import * as limits from '#contract/limits.ts'
import type { PresignReply, SignedPart } from '#contract/media.ts'
import type { Meter } from '../metrics/meter.ts'
import type { ListedPart } from '../storage/asset-store.ts'
import type { UrlSigner } from '../storage/url-signer.ts'
import type { CopyWindow } from './copy-window.ts'
import { rangeOf, type UploadWindow } from './upload-window.ts'

/** The reply for a session: what the store has, and an address for each asked-for part that is to be sent. */
export async function signWindow(
  { signer, meter }: { readonly signer: UrlSigner; readonly meter: Meter },
  window: UploadWindow,
  { copied, laterParts }: CopyWindow,
  nowMs: number,
): Promise<PresignReply> {
  const { body, plan, session, listed, lacking } = window
  const notSent = new Set([...copied.map(({ partNumber }) => partNumber), ...laterParts])
  const toSend = lacking.filter(({ partNumber }) => !notSent.has(partNumber))
  for (const { partNumber } of toSend) meter.add('UploadBytesPresigned', rangeOf(window, partNumber).sizeBytes)
  // Within one sitting a device asks only for what it has not sent: who asks for what is there has come back.
  if (lacking.length < body.parts.length) meter.add('PartsResumed', listed.length)
  const signedParts = toSend.map(async ({ partNumber, checksum }): Promise<SignedPart> => {
    const bytes = { ...session, checksum, sizeBytes: rangeOf(window, partNumber).sizeBytes }
    const signed = plan.partCount === 1 ? signer.signWhole(bytes) : signer.signPart({ ...bytes, partNumber })
    const { url, headers } = await signed
    return { partNumber, url, headers: { ...headers } }
  })
  return {
    state: 'uploading',
    uploadId: session.uploadId,
    partSizeBytes: plan.partSizeBytes,
    partCount: plan.partCount,
    uploadedParts: withCopies(listed, copied).map(({ partNumber, sizeBytes, checksum }) => ({
      partNumber,
      sizeBytes,
      ...(checksum === undefined ? {} : { checksum }),
    })),
    signedParts: await Promise.all(signedParts),
    ...(laterParts.length === 0 ? {} : { laterParts: [...laterParts] }),
    expiresAtMs: nowMs + limits.urlLifeSeconds * 1000,
  }
}

function withCopies(listed: readonly ListedPart[], copied: readonly ListedPart[]): readonly ListedPart[] {
  const parts = new Map([...listed, ...copied].map((part) => [part.partNumber, part]))
  return [...parts.values()].sort((a, b) => a.partNumber - b.partNumber)
}
