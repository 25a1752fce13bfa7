/** Which step of the way in the form shows. */
export type SignInStep = 'sign-in' | 'sign-up' | 'confirm'

export interface SignInState {
  readonly step: SignInStep
  readonly email: string
  readonly password: string
  readonly code: string
  readonly progress:
    | { readonly kind: 'ready' }
    | { readonly kind: 'busy' }
    | { readonly kind: 'told'; readonly sentence: string }
    | { readonly kind: 'failed'; readonly sentence: string }
}

export type SignInEvent =
  | { readonly kind: 'typed'; readonly field: 'email' | 'password' | 'code'; readonly value: string }
  | { readonly kind: 'filled'; readonly email: string; readonly password: string }
  | { readonly kind: 'step'; readonly step: SignInStep }
  | { readonly kind: 'submitted' }
  | { readonly kind: 'told' | 'failed'; readonly sentence: string }

export function signInStart(email: string): SignInState {
  return { step: 'sign-in', email, password: '', code: '', progress: { kind: 'ready' } }
}

export function signInTransition(state: SignInState, event: SignInEvent): SignInState {
  const ready = { kind: 'ready' } as const
  switch (event.kind) {
    case 'typed':
      return { ...state, [event.field]: event.value, progress: ready }
    case 'filled':
      return { ...state, step: 'sign-in', email: event.email, password: event.password, progress: ready }
    case 'step':
      return { ...state, step: event.step, progress: ready }
    case 'submitted':
      return { ...state, progress: { kind: 'busy' } }
    case 'told':
    case 'failed':
      return { ...state, progress: event }
  }
}
