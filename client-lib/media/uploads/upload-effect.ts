/** What the runner is to do; each ends in an event. */
export type UploadEffect =
  /** Ask what the store has and to sign these parts. */
  | { readonly kind: 'presign'; readonly ask: number; readonly parts: readonly number[] }
  | {
      readonly kind: 'send-part'
      readonly uploadId: string
      readonly partNumber: number
      readonly url: string
      readonly headers: Readonly<Record<string, string>>
    }
  /** Read the part again and compare it with its checksum. */
  | { readonly kind: 'check-part'; readonly uploadId: string; readonly partNumber: number }
  /** Nothing on the wire counts any more. */
  | { readonly kind: 'cancel-parts' }
  | { readonly kind: 'complete' }
  /** Take the upload off the cloud. */
  | { readonly kind: 'cancel-upload' }
  /** The cloud does not have the project: that it has is to be said again. */
  | { readonly kind: 'await-project' }
  /** Take row and bytes off the device. */
  | { readonly kind: 'forget' }
  | { readonly kind: 'wake-at'; readonly untilMs: number }

export type EffectOf<Kind extends UploadEffect['kind']> = Extract<UploadEffect, { readonly kind: Kind }>

export interface UploadStep<State> {
  readonly state: State
  readonly effects: readonly UploadEffect[]
}
