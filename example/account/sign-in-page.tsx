import { Wordmark } from '../workspace/wordmark.tsx'
import { SignInPanel, type SignInPanelProps } from './sign-in-panel.tsx'

export function SignInPage(props: SignInPanelProps) {
  return (
    <main className="sign-in-page">
      <section className="pitch">
        <Wordmark />
        <p className="pitch-line">Cut here. Carry on there.</p>
        <p className="muted">
          A small timeline editor whose projects and media are saved on this device first, and follow you to the next
          one.
        </p>
        <div className="pitch-timeline" aria-hidden="true">
          <i style={{ width: '38%' }} />
          <i style={{ width: '24%' }} />
          <i style={{ width: '30%' }} />
          <b style={{ width: '66%' }} />
          <b style={{ width: '20%' }} />
        </div>
      </section>
      <SignInPanel {...props} />
    </main>
  )
}
