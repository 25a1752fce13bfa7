import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { failureOf } from '../../../dev/migrate/failure-of.ts'
import { findStack } from '../../../dev/migrate/find-stack.ts'
import { MigrateFailure } from '../../../dev/migrate/migrate-failure.ts'

const tables = { projects: 'projects-1', migrations: 'migrations-1' }
const deployment = {
  ...{ stage: 'local-http', profile: 'http', apiUrl: 'http://127.0.0.1:1', region: 'us-east-1', bucketName: 'media' },
  ...{ issuer: 'https://issuer.example', audience: 'client', awsEndpointUrl: 'http://127.0.0.1:2', tables },
}
const outputsOf = (stage: string) => ({
  [`reelsync-${stage}-stateless`]: {
    ...{ Stage: stage, DeployedRegion: 'eu-west-1', ApiUrl: 'https://api.example' },
    ...{ ProjectsTable: `projects-${stage}`, MigrationsTable: `migrations-${stage}` },
  },
})

async function fileOf(content: unknown): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'reelsync-migrate-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  await writeFile(join(folder, 'file.json'), JSON.stringify(content))
  return join(folder, 'file.json')
}
const nowhere = '/nowhere/deployment.json'

test('[MI4] the stack is the one of npm run dev, of a file of outputs, or told by its tables', async () => {
  const local = await findStack({ deployment: await fileOf(deployment) })
  expect(local).toEqual({ label: 'stage local-http', tables, region: 'us-east-1', endpointUrl: 'http://127.0.0.1:2' })
  const outputs = await fileOf({ ...outputsOf('dev'), 'reelsync-dev-stateful': { Other: 'x' } })
  expect(await findStack({ deployment: nowhere, outputs })).toEqual({
    ...{ label: 'stage dev', region: 'eu-west-1' },
    tables: { projects: 'projects-dev', migrations: 'migrations-dev' },
  })
  const both = await fileOf({ ...outputsOf('dev'), ...outputsOf('prod') })
  expect(await findStack({ deployment: nowhere, outputs: both, stage: 'prod' })).toMatchObject({ label: 'stage prod' })
  const table = ['projects=projects-1', 'migrations=migrations-1']
  expect(await findStack({ deployment: nowhere, table })).toEqual({ label: 'the named tables', tables })
})

test('[MI7] what cannot be found is said, with what to give instead', async () => {
  const both = await fileOf({ ...outputsOf('dev'), ...outputsOf('prod') })
  const { tables: _, ...older } = deployment
  for (const [choice, message] of [
    [{ deployment: nowhere }, /no deployment in/],
    [{ deployment: await fileOf(older) }, /older than migrations/],
    [{ deployment: nowhere, outputs: '/nowhere/outputs.json' }, /no file/],
    [{ deployment: nowhere, outputs: await fileOf([]) }, /names the tables of no stage/],
    [{ deployment: nowhere, outputs: both, stage: 'test' }, /of no stage test/],
    [{ deployment: nowhere, outputs: both }, /has the stages dev, prod/],
    [{ deployment: nowhere, table: ['projects=p'] }, /Both tables/],
  ] as const) {
    const failure = await findStack(choice).catch((error: unknown) => error)
    expect(failure).toBeInstanceOf(MigrateFailure)
    expect(failure).toMatchObject({ code: 'no-deployment', message: expect.stringMatching(message) })
    expect((failure as MigrateFailure).wayOut).not.toBe('')
  }
})

test('[MI7] what AWS answers is said with what to do, and a fault of our own is not dressed up', () => {
  const named = (name: string, more: object = {}) => Object.assign(new Error('why'), { name, ...more })
  for (const [error, code] of [
    [named('CredentialsProviderError'), 'no-credentials'],
    [named('ExpiredTokenException'), 'no-credentials'],
    [named('AccessDeniedException'), 'not-allowed'],
    [named('ResourceNotFoundException'), 'no-such-table'],
    [named('ThrottlingException'), 'throttled'],
    [named('Error', { code: 'ECONNREFUSED' }), 'unreachable'],
  ] as const) {
    expect(failureOf(error)).toMatchObject({ name: 'MigrateFailure', code, cause: error })
  }
  const wayOut = expect.stringMatching('Scan, dynamodb:GetItem and dynamodb:UpdateItem')
  expect(failureOf(named('AccessDeniedException'))).toMatchObject({ wayOut })
  const bug = new TypeError('undefined is not a function')
  expect(failureOf(bug)).toBe(bug)
})
