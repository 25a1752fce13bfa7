import { dirname, join } from 'node:path'
import react from '@vitejs/plugin-react'
import { defaultClientConditions, defineConfig } from 'vite'
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

export default defineConfig({
  root: import.meta.dirname,
  ...cache,
  plugins: [react(), servePageConfig(deployment)],
  server: { port, strictPort: true, host: '127.0.0.1', ...(proxy && { proxy }) },
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
})
