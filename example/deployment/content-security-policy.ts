import type { Plugin } from 'vite'
import type { ExampleDeployment } from './read-deployment.ts'

/**
 * Gives the page a Content-Security-Policy that lets it do what it does and nothing else, before any of its scripts: with
 * what the dev server puts into the page in development, and without in what is built.
 *
 * @param nonce of the dev server's own script and styles; the same as Vite's `html.cspNonce`
 */
export function contentSecurityPolicy(deployment: ExampleDeployment | undefined, nonce: string | undefined): Plugin {
  const content = policyOf(deployment, nonce)
  return {
    name: 'reelsync-content-security-policy',
    transformIndexHtml: {
      order: 'post',
      handler: () => [
        { tag: 'meta', attrs: { 'http-equiv': 'Content-Security-Policy', content }, injectTo: 'head-prepend' },
      ],
    },
  }
}

/** API and issuer are reached through the page's own origin; the store, and on AWS the user pool, at theirs. */
export function policyOf(deployment: ExampleDeployment | undefined, nonce?: string): string {
  const store = deployment && storeOf(deployment)
  const fromVite = nonce && `'nonce-${nonce}'`
  const allowed = {
    'default-src': ["'none'"],
    'script-src': ["'self'", fromVite],
    'style-src': ["'self'", fromVite],
    'worker-src': ["'self'"],
    'connect-src': ["'self'", store, deployment && userPoolOf(deployment)],
    'media-src': ['blob:', store],
    'img-src': ['data:', 'blob:', store],
    'base-uri': ["'none'"],
    'form-action': ["'none'"],
  }
  return Object.entries(allowed)
    .map(([directive, sources]) => [directive, ...sources.filter(Boolean)].join(' '))
    .join('; ')
}

/** A local cloud may sign its addresses for this computer's other name. */
function storeOf({ awsEndpointUrl, bucketName, region }: ExampleDeployment): string {
  if (awsEndpointUrl === undefined) return `https://${bucketName}.s3.${region}.amazonaws.com`
  const { origin, hostname } = new URL(awsEndpointUrl)
  const names = ['127.0.0.1', 'localhost']
  return names.includes(hostname) ? names.map((name) => origin.replace(hostname, name)).join(' ') : origin
}

function userPoolOf(deployment: ExampleDeployment): string | undefined {
  return 'userPoolId' in deployment && deployment.awsEndpointUrl === undefined
    ? `https://cognito-idp.${deployment.region}.amazonaws.com`
    : undefined
}
