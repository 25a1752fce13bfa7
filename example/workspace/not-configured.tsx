import { Wordmark } from './wordmark.tsx'

/** The page was served without a cloud behind it. */
export function NotConfigured() {
  return (
    <main className="not-configured">
      <Wordmark />
      <p>
        This page does not know where its cloud is. Start it with <code>npm run dev</code>, which deploys one on this
        computer, or name a stack’s outputs in <code>REELSYNC_DEPLOYMENT</code>.
      </p>
      <button className="button primary" type="button" onClick={() => location.reload()}>
        Look again
      </button>
    </main>
  )
}
