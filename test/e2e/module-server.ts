import { createServer } from 'vite'

export interface ModuleServer {
  /** A page of the origin that the client's own modules come from, as `/client-lib/…`; on it is a field for files. */
  readonly pageUrl: string
  /** What fetches it has the browser clear all that it keeps of the origin. */
  readonly clearingUrl: string
  close(): Promise<void>
}

/**
 * Serves the client's sources to a browser, without an app around them.
 *
 * @param headers that the page comes with
 */
export async function serveModules(headers: Readonly<Record<string, string>> = {}): Promise<ModuleServer> {
  const server = await createServer({
    ...{ configFile: false, logLevel: 'error', optimizeDeps: { noDiscovery: true }, root: '.' },
    // A page without an origin takes modules from elsewhere only where they say so.
    server: { port: 0, host: '127.0.0.1', hmr: false, cors: { origin: '*' } },
    plugins: [
      {
        name: 'page',
        configureServer({ middlewares }) {
          middlewares.use('/page', (_request, response) => {
            response.writeHead(200, { 'content-type': 'text/html', ...headers }).end('<input type=file>')
          })
          middlewares.use('/clearing', (_request, response) => {
            response.writeHead(200, { 'clear-site-data': '"storage"' }).end()
          })
        },
      },
    ],
  })
  await server.listen()
  const at = (path: string) => `${server.resolvedUrls?.local[0]}${path}`
  return { pageUrl: at('page'), clearingUrl: at('clearing'), close: () => server.close() }
}
