import { delimiter, dirname, join } from 'node:path'
import { localRegion } from './region.ts'

const binaries = join(import.meta.dirname, '../../node_modules/.bin')
/** What would change the programs we start, or lead them to a real account. */
const foreign = /^(AWS_|CDK_|NODE_OPTIONS$|NODE_PATH$|NODE_CHANNEL|NODE_V8|VITEST|PYTHONPATH$|PYTHONHOME$)/

/** The cloud is on this computer: no proxy, as many offices have one, leads there. */
const loopback = ['127.0.0.1', 'localhost']

/**
 * The environment of what runs against a local cloud. It holds no real credentials and no profile,
 * so that nothing started here can reach an AWS account.
 */
export function localEnvironment(endpointUrl?: string): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(([name]) => !foreign.test(name))
  return {
    ...Object.fromEntries(own),
    ...unproxied(),
    // Functions run by the `node` of the PATH: the one that runs us.
    PATH: [dirname(process.execPath), binaries, process.env.PATH ?? ''].join(delimiter),
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_REGION: localRegion,
    AWS_DEFAULT_REGION: localRegion,
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_CONFIG_FILE: '/dev/null',
    AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
    ...(endpointUrl === undefined ? {} : { AWS_ENDPOINT_URL: endpointUrl, AWS_ENDPOINT_URL_S3: endpointUrl }),
  }
}

/** Both spellings: programs differ in which they read. */
function unproxied() {
  const { NO_PROXY = '', no_proxy = NO_PROXY } = process.env
  const names = [...new Set([...no_proxy.split(','), ...loopback])].filter((name) => name !== '').join(',')
  return { NO_PROXY: names, no_proxy: names }
}
