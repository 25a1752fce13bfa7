import type { Plugin, PreviewServer, ViteDevServer } from 'vite'
import type { ExampleDeployment } from './read-deployment.ts'

/** Answers `/reelsync.json`, from which the page learns where its cloud is. */
export function servePageConfig(deployment: ExampleDeployment | undefined): Plugin {
  const serve = ({ middlewares }: Pick<ViteDevServer | PreviewServer, 'middlewares'>) => {
    middlewares.use('/reelsync.json', (_request, response) => {
      response.statusCode = deployment === undefined ? 404 : 200
      response.setHeader('content-type', 'application/json')
      response.setHeader('cache-control', 'no-store')
      response.end(JSON.stringify(deployment === undefined ? { configured: false } : pageConfig(deployment)))
    })
  }
  return {
    name: 'reelsync-page-config',
    configureServer: serve,
    configurePreviewServer: serve,
  }
}

function pageConfig(deployment: ExampleDeployment) {
  const { region, demoAccounts } = deployment
  return { apiUrl: '', region, accounts: accountsOf(deployment), ...(demoAccounts && { demoAccounts }) }
}

/** The page reaches pool and issuer through its own origin. */
function accountsOf(deployment: ExampleDeployment) {
  if ('localIssuerUrl' in deployment) return { kind: 'local-issuer', tokenUrl: '/local-issuer/token' }
  const { userPoolId, userPoolClientId, awsEndpointUrl } = deployment
  const endpoint = awsEndpointUrl && { userPoolEndpoint: '/cognito' }
  return { kind: 'user-pool', userPoolId, userPoolClientId, ...endpoint }
}
