import type { PresignReply } from '#contract/media.ts'
import { planParts } from '#contract/part-rule.ts'
import type { UploadEffect, UploadStep } from '../../../client-lib/media/uploads/upload-effect.ts'
import type { UploadEvent } from '../../../client-lib/media/uploads/upload-event.ts'
import type { UploadFile } from '../../../client-lib/media/uploads/upload-file.ts'
import type { UploadState } from '../../../client-lib/media/uploads/upload-state.ts'
import { uploadTransition } from '../../../client-lib/media/uploads/upload-transition.ts'

const MiB = 1024 * 1024

export function fileOfParts(partCount: number): UploadFile {
  const sizeBytes = partCount * 8 * MiB
  const checksum = (index: number) => `${String(index + 1).padStart(43, 'A')}=`
  return {
    sizeBytes,
    hasBase: false,
    plan: planParts(sizeBytes),
    partChecksums: Array.from({ length: partCount }, (_, i) => checksum(i)),
  }
}

/** One upload and a store that keeps what it is sent, driven event by event: what is asked for waits until it is answered. */
export class UploadWorld {
  readonly file: UploadFile
  readonly stored = new Set<number>()
  readonly asked: UploadEffect[] = []
  /** Parts sent although the device had been told that they were accepted. */
  readonly sentAgain: number[] = []
  readonly #acknowledged = new Set<number>()
  state: UploadState = { phase: 'waiting-for-project' }
  nowMs = 1_800_000_000_000
  uploadId = 'first'

  constructor(file: UploadFile) {
    this.file = file
  }

  send(event: UploadEvent): UploadStep<UploadState> {
    const step = uploadTransition(this.state, event, this.file, this.nowMs)
    this.state = step.state
    for (const effect of step.effects) this.#take(effect)
    return step
  }

  /** The project is there, and it is this file's turn. */
  begin(): void {
    this.send({ kind: 'project-reached' })
    this.send({ kind: 'slot-offered' })
  }

  presignReply(parts: readonly number[]): PresignReply {
    const listed = [...this.stored].map((partNumber) => ({
      partNumber,
      sizeBytes: 8 * MiB,
      checksum: this.file.partChecksums[partNumber - 1] ?? '',
    }))
    const missing = parts.filter((partNumber) => !this.stored.has(partNumber))
    return {
      state: 'uploading',
      uploadId: this.uploadId,
      partSizeBytes: this.file.plan.partSizeBytes,
      partCount: this.file.plan.partCount,
      uploadedParts: listed,
      signedParts: missing.map((partNumber) => ({ partNumber, url: `https://s3/${partNumber}`, headers: {} })),
      expiresAtMs: this.nowMs + 15 * 60_000,
    }
  }

  /** Takes the answer to one thing that was asked for, so that it is asked for no more. */
  answer(effect: UploadEffect): void {
    this.asked.splice(this.asked.indexOf(effect), 1)
  }

  accept({ uploadId, partNumber }: Extract<UploadEffect, { kind: 'send-part' }>, replyArrives: boolean): void {
    this.stored.add(partNumber)
    if (replyArrives) {
      this.#acknowledged.add(partNumber)
      this.send({ kind: 'part-accepted', uploadId, partNumber })
    } else {
      this.send({ kind: 'part-failed', uploadId, partNumber, reason: 'lost', fraction: 0.5 })
    }
  }

  #take(effect: UploadEffect) {
    if (effect.kind === 'send-part' && this.#acknowledged.has(effect.partNumber)) this.sentAgain.push(effect.partNumber)
    // One timer, one presign at a time: the later one takes the place of the earlier.
    if (effect.kind === 'wake-at' || effect.kind === 'presign') {
      const earlier = this.asked.findIndex(({ kind }) => kind === effect.kind)
      if (earlier >= 0) this.asked.splice(earlier, 1)
    }
    this.asked.push(effect)
  }
}
