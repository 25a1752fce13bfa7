import type { Chance } from '../chance/chance.ts'

/** What users do with uploads; `at` picks the file among those of the device, the newest ones most often. */
export type UploadAct =
  | { readonly kind: 'pause-upload' | 'resume-upload' | 'retry-upload'; readonly at: number }
  | { readonly kind: 'pause-uploads' | 'resume-uploads' }
  | { readonly kind: 'cancel-upload'; readonly at: number; readonly keepBytes: boolean }
  | { readonly kind: 'add-file-again'; readonly at: number; readonly as: AddedAs }

/** The very same file once more: the same asset, another one, or the same asset in another project. */
export type AddedAs = 'same-asset' | 'another-asset' | 'in-another-project'

export function uploadActFrom(kind: UploadAct['kind'], chance: Chance): UploadAct {
  const at = chance.fraction() ** 2
  switch (kind) {
    case 'pause-uploads':
    case 'resume-uploads':
      return { kind }
    case 'cancel-upload':
      return { kind, at, keepBytes: chance.happens(0.6) }
    case 'add-file-again':
      return {
        kind,
        at,
        as: chance.weighted({ 'same-asset': 3, 'another-asset': 1, 'in-another-project': 2 }),
      }
    default:
      return { kind, at }
  }
}
