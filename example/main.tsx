import { createRoot } from 'react-dom/client'
import './styles/base.css'
import './styles/controls.css'
import './styles/sign-in.css'
import './styles/library.css'
import './styles/editor.css'
import './styles/media-bin.css'
import './styles/viewer.css'
import './styles/inspector.css'
import './styles/timeline.css'
import './styles/status.css'
import './styles/history.css'
import { configureAmplify } from './account/account-session.ts'
import { rememberedAccount } from './account/remembered-account.ts'
import { App } from './workspace/app.tsx'
import { NotConfigured } from './workspace/not-configured.tsx'
import { loadPageConfig } from './workspace/page-config.ts'

const root = document.getElementById('root')
if (root === null) throw new Error('The page has no root.')
const config = await loadPageConfig()
if (config?.accounts.kind === 'user-pool') configureAmplify(config.accounts)
const remembered = await rememberedAccount()
createRoot(root).render(config === undefined ? <NotConfigured /> : <App config={config} remembered={remembered} />)
