import { join } from 'node:path'
import { expect, test } from 'vitest'
import { type LocalStack, startLocalStack } from '../../dev/start-local-stack.ts'
import { reelsyncFolder } from '../../dev/state/reelsync-folder.ts'
import type { Steps } from '../../dev/steps.ts'
import { callerOf } from '../suites/api-caller.ts'
import type { HttpTarget } from '../suites/http-target.ts'
import { createProject, written } from '../suites/project-fixture.ts'
import { historyUpTo } from '../suites/version-fixture.ts'
import { poolTokens } from '../tokens/pool-tokens.ts'

/** Two real starts, the first with a bootstrap and a deploy, on a machine that may be busy. */
const twoStartsWithinMs = 300_000
const folder = join(reelsyncFolder, 'test-second-start')

function targetOf({ deployment }: LocalStack): HttpTarget {
  return { name: 'ministack', apiUrl: deployment.apiUrl, fetch, tokens: poolTokens(deployment) }
}

test(
  '[DV2] a second start deploys nothing, what was made is still in it, and its history goes on; [DV3] nothing answers between',
  async () => {
    const first = await startLocalStack({ folder, isFresh: true })
    const ana = await callerOf(targetOf(first), 'ana-of-old')
    const id = await createProject(ana, { name: 'Kept' })
    await historyUpTo(ana, id, 1)
    await first.close()
    await first.close()
    await expect(fetch(first.cloud.endpointUrl)).rejects.toThrow()

    const said: string[] = []
    const steps: Steps = (_title, run) => run((detail) => said.push(detail))
    const second = await startLocalStack({ folder, steps })
    try {
      const caller = await callerOf(targetOf(second), 'ana-of-old')
      expect((await caller.call('GET', `/projects/${id}`)).json).toMatchObject({ name: 'Kept', version: 1 })
      await written(caller, id, { baseVersion: 1 })
      expect((await historyUpTo(caller, id, 2)).map((one) => one.id)).toEqual(['2', '1'])
      expect(said).toContain('unchanged since the last start')
      expect(said).not.toContain('cdk deploy')
      await expect(startLocalStack({ folder })).rejects.toMatchObject({ code: 'already-running', pid: process.pid })
    } finally {
      await second.close()
    }
  },
  twoStartsWithinMs,
)
