import { expect, test } from 'vitest'
import { userIdOf } from '../../../lambdas/auth/user-id.ts'
import { callerOf, problemIn } from '../../suites/api-caller.ts'
import { createProject, deleted, deletionOf, projectBody, putProject } from '../../suites/project-fixture.ts'
import { keepVersion, keptBody } from '../../suites/version-fixture.ts'
import { memoryTarget } from './memory-target.ts'

test('[PV14] a project that is being purged is not there, and its id is free once it is gone', async () => {
  const target = memoryTarget()
  const { tokens, database } = target.server
  const caller = await callerOf(target, 'ada')
  const id = await createProject(caller)
  await deleted(caller, id, 1)
  const key = `${userIdOf(tokens.issuer, 'ada')}#${id}`
  database.purging.set(key, 1)
  const path = `/projects/${id}`
  const answers = [
    await caller.call('GET', path),
    await putProject(caller, id, projectBody({ baseVersion: 2 })),
    await caller.call('DELETE', path, { body: deletionOf(2) }),
    await keepVersion(caller, id, keptBody()),
    await caller.call('GET', `${path}/media`),
    await caller.call('GET', `${path}/versions`),
  ]
  expect(answers.map((answer) => problemIn(answer).code)).toEqual(answers.map(() => 'project-not-found'))
  const creation = projectBody()
  const early = problemIn(await putProject(caller, id, creation))
  expect(early).toMatchObject({ code: 'unavailable', retryAfterMs: 60_000 })
  for (const rows of [database.projects, database.purging]) rows.delete(key)
  expect((await putProject(caller, id, creation)).json).toMatchObject({ version: 1 })
})
