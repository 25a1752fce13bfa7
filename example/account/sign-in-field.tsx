interface SignInFieldProps {
  readonly label: string
  readonly testId: string
  readonly type?: 'text' | 'email' | 'password'
  readonly value: string
  readonly onValue: (value: string) => void
}

export function SignInField({ label, testId, type = 'text', value, onValue }: SignInFieldProps) {
  return (
    <label className="field">
      <span>{label}</span>
      <input
        data-testid={testId}
        type={type}
        value={value}
        required
        autoComplete={type === 'password' ? 'current-password' : type === 'email' ? 'email' : 'one-time-code'}
        onChange={(event) => onValue(event.target.value)}
      />
    </label>
  )
}
