import { randomBytes } from 'node:crypto'
import { dirname, join } from 'node:path'
import react from '@vitejs/plugin-react'
import { defaultClientConditions, defineConfig } from 'vite'
import { contentSecurityPolicy } from './deployment/content-security-policy.ts'
import { readDeployment } from './deployment/read-deployment.ts'
import { servePageConfig } from './deployment/serve-page-config.ts'

const deployment = readDeployment(process.env.REELSYNC_DEPLOYMENT)
/** Beside the stack it speaks to: two dev servers that share a cache take each other's modules away. */
const deploymentFile = process.env.REELSYNC_DEPLOYMENT
const cache = deploymentFile ? { cacheDir: join(dirname(deploymentFile), 'vite') } : {}
const port = Number(process.env.PORT ?? 5173)

/** The page speaks to its own origin alone; only S3's presigned URLs go to the store itself. */
const proxy = deployment && {
  '/api': { target: deployment.apiUrl, changeOrigin: true },
  ...('localIssuerUrl' in deployment && {
    '/local-issuer': {
      target: deployment.localIssuerUrl,
      changeOrigin: true,
      rewrite: (path: string) => path.replace(/^\/local-issuer/, '') || '/',
    },
  }),
  ...(deployment.awsEndpointUrl && {
    '/cognito': {
      target: deployment.awsEndpointUrl,
      changeOrigin: true,
      rewrite: (path: string) => path.replace(/^\/cognito/, '') || '/',
    },
  }),
}

const served = { port, strictPort: true, host: '127.0.0.1', ...(proxy && { proxy }) }
/** Of what the dev server puts into the page; what is built has no script or style of its own. */
const nonce = randomBytes(16).toString('base64')

export default defineConfig(({ command, isPreview }) => ({
  root: import.meta.dirname,
  ...cache,
  ...(command === 'serve' && !isPreview && { html: { cspNonce: nonce } }),
  plugins: [
    react(),
    servePageConfig(deployment),
    contentSecurityPolicy(deployment, command === 'serve' ? nonce : undefined),
  ],
  server: served,
  preview: served,
  // Here the package is its own source; an app that installs it gets the built files.
  resolve: { conditions: ['reelsync-source', ...defaultClientConditions] },
  worker: { format: 'es' },
  build: { outDir: '../dist/example', emptyOutDir: true, target: 'es2023' },
  // Found only once a user signs in otherwise, and the page would reload under them.
  optimizeDeps: {
    include: [
      'aws-amplify',
      'aws-amplify/auth',
      'aws-amplify/auth/cognito',
      'react-dom/client',
      'lossless-json',
      'idb',
      'valibot',
    ],
  },
}))
