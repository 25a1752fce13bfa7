import type { Plugin } from 'vite'
import type { ExampleDeployment } from './read-deployment.ts'

/** Answers `/reelsync.json`, from which the page learns where its cloud is. */
export function servePageConfig(deployment: ExampleDeployment | undefined): Plugin {
  return {
    name: 'reelsync-page-config',
    configureServer(server) {
      server.middlewares.use('/reelsync.json', (_request, response) => {
        response.statusCode = deployment === undefined ? 404 : 200
        response.setHeader('content-type', 'application/json')
        response.setHeader('cache-control', 'no-store')
        response.end(JSON.stringify(deployment === undefined ? { configured: false } : pageConfig(deployment)))
      })
    },
  }
}

function pageConfig(deployment: ExampleDeployment) {
  const { region, userPoolId, userPoolClientId, awsEndpointUrl, demoAccounts } = deployment
  return {
    apiUrl: '',
    region,
    userPoolId,
    userPoolClientId,
    ...(awsEndpointUrl && { userPoolEndpoint: '/cognito' }),
    ...(demoAccounts && { demoAccounts }),
  }
}
