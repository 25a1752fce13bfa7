import { SignInField } from './sign-in-field.tsx'
import type { SignInState } from './sign-in-state.ts'

interface SignInFieldsProps {
  readonly state: SignInState
  readonly onTyped: (field: 'email' | 'password' | 'code', value: string) => void
}

export function SignInFields({ state, onTyped }: SignInFieldsProps) {
  if (state.step === 'confirm') {
    return (
      <>
        <p className="muted">We sent a code to {state.email}. It proves that the address is yours.</p>
        <SignInField
          label="Code"
          testId="confirm-code"
          value={state.code}
          onValue={(value) => onTyped('code', value)}
        />
      </>
    )
  }
  return (
    <>
      <SignInField
        label="Email"
        testId="sign-in-email"
        type="email"
        value={state.email}
        onValue={(value) => onTyped('email', value)}
      />
      <SignInField
        label="Password"
        testId="sign-in-password"
        type="password"
        value={state.password}
        onValue={(value) => onTyped('password', value)}
      />
    </>
  )
}
