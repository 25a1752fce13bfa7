import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, onTestFinished, test, vi } from 'vitest'
import { readDeployedRecord, writeDeployedRecord } from '../../../dev/cdk/deployed-record.ts'
import { sourcesHash } from '../../../dev/cdk/sources-hash.ts'
import { localDeployment, readStackOutputs } from '../../../dev/cdk/stack-outputs.ts'
import { localEnvironment } from '../../../dev/cloud/local-environment.ts'

const outputs = {
  Stage: 'local-http',
  Profile: 'http',
  ApiId: 'a1b2',
  ApiUrl: 'http://a1b2.execute-api.localhost:4000',
  BucketName: 'media',
  ProjectsTable: 'projects-1',
  MigrationsTable: 'migrations-1',
  Issuer: 'https://cognito-idp.us-east-1.amazonaws.com/pool',
  Audience: 'client',
  UserPoolId: 'pool',
  UserPoolClientId: 'client',
} as const

async function temporaryFile(name: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'reelsync-deployed-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  return join(folder, name)
}

test('[DV2] a stack is reached at the port of this start, whatever port it was made on', () => {
  const deployment = localDeployment(outputs, { endpointUrl: 'http://127.0.0.1:5000', region: 'us-east-1' })
  expect(deployment).toMatchObject({
    apiUrl: 'http://127.0.0.1:5000/_aws/execute-api/a1b2/$default',
    awsEndpointUrl: 'http://127.0.0.1:5000',
    userPoolId: 'pool',
    tables: { projects: 'projects-1', migrations: 'migrations-1' },
  })
})

test('[DV2] the record of the last deploy comes back, and one that cannot be read counts as none', async () => {
  const file = await temporaryFile('deployed.json')
  expect(await readDeployedRecord(file)).toBeUndefined()
  await writeDeployedRecord(file, { sourcesHash: 'x', outputs })
  expect(await readDeployedRecord(file)).toEqual({ sourcesHash: 'x', outputs })
  await writeFile(file, '{"sourcesHash": "x", "outp')
  expect(await readDeployedRecord(file)).toBeUndefined()
})

test('the outputs are those of the stage that was deployed, and of no other', async () => {
  const file = await temporaryFile('outputs.json')
  await writeFile(file, JSON.stringify({ 'reelsync-local-http-stateless': outputs }))
  expect(await readStackOutputs(file, 'local-http')).toEqual(outputs)
  await expect(readStackOutputs(file, 'local-rest')).rejects.toThrow()
})

test('[DV2] the same sources deploy the same; another stage does not', async () => {
  expect(await sourcesHash(['stage=a'])).toBe(await sourcesHash(['stage=a']))
  expect(await sourcesHash(['stage=a'])).not.toBe(await sourcesHash(['stage=b']))
})

test('what runs against a local cloud has no credentials or profile of a real account', () => {
  const environment = localEnvironment('http://127.0.0.1:5000')
  expect(environment).toMatchObject({
    AWS_ACCESS_KEY_ID: 'test',
    AWS_CONFIG_FILE: '/dev/null',
    AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
    AWS_ENDPOINT_URL: 'http://127.0.0.1:5000',
  })
  expect(Object.keys(environment)).not.toContain('AWS_PROFILE')
})

afterEach(() => vi.unstubAllEnvs())

test('[DV1] no proxy stands before a cloud on this computer, beside those that the user named', () => {
  vi.stubEnv('HTTP_PROXY', 'http://proxy.example:3128')
  vi.stubEnv('no_proxy', undefined)
  vi.stubEnv('NO_PROXY', 'intranet.example')
  const unproxied = 'intranet.example,127.0.0.1,localhost'
  expect(localEnvironment()).toMatchObject({ NO_PROXY: unproxied, no_proxy: unproxied })
  vi.stubEnv('NO_PROXY', undefined)
  expect(localEnvironment()).toMatchObject({ NO_PROXY: '127.0.0.1,localhost', no_proxy: '127.0.0.1,localhost' })
})
