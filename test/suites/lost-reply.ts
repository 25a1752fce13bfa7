import { expect } from 'vitest'
import type { DeleteProjectReply } from '#contract/project-deletion.ts'
import type { PutProjectReply } from '#contract/projects.ts'
import { type ApiAnswer, type ApiCaller, problemIn } from './api-caller.ts'
import { createProject, deleteProject, deletionOf, freshId, projectBody, putProject } from './project-fixture.ts'

/** A's change, whose reply is lost, and what B does before A asks again. */
export interface LostReply {
  readonly lost: 'create' | 'write' | 'deletion'
  /** 1 to 32; a deletion of what is deleted already un-deletes instead. */
  readonly later: readonly ('write' | 'deletion')[]
}

/** What B did last. */
interface Side {
  readonly version: number
  readonly name: string
  readonly isDeleted: boolean
}

/** A project remembers 32 changes: A's own and 31 after it. */
const rememberedAfter = 31

/** Plays it, and A's retry and next edits after it; expects B's last change to be answered as a side, and to stay. */
export async function expectBothSidesKept(caller: ApiCaller, { lost, later }: LostReply): Promise<void> {
  const base = lost === 'create' ? 0 : 1
  const id = lost === 'create' ? freshId('project') : await createProject(caller)
  const body = lost === 'deletion' ? deletionOf(base) : projectBody({ baseVersion: base, name: 'A' })
  const send = () => (lost === 'deletion' ? deleteProject : putProject)(caller, id, body)
  await send()
  const own = base + 1
  const side = await playLater(caller, id, { version: own, name: 'A', isDeleted: lost === 'deletion' }, later)

  const retried = await send()
  if (later.length <= rememberedAfter) {
    const reply: Partial<PutProjectReply & DeleteProjectReply> = { version: own, currentVersion: side.version }
    expect(retried).toMatchObject({ status: 200, json: reply })
  } else expectSide(retried, side)
  expectSide(await putProject(caller, id, projectBody({ baseVersion: own, name: 'A again' })), side)
  expectSide(await deleteProject(caller, id, deletionOf(own)), side)
  await expectInForce(caller, id, side)
}

async function playLater(caller: ApiCaller, id: string, from: Side, later: LostReply['later']): Promise<Side> {
  let side = from
  for (const kind of later) {
    const { version, isDeleted } = side
    const deletes = kind === 'deletion' && !isDeleted
    const name = deletes ? side.name : `B on ${version}`
    const answer = deletes
      ? await deleteProject(caller, id, deletionOf(version))
      : await putProject(caller, id, projectBody({ baseVersion: version, name }))
    side = { version: version + 1, name, isDeleted: deletes }
    expect(answer).toMatchObject({ status: 200, json: { version: side.version } })
  }
  return side
}

function expectSide(answer: ApiAnswer, { version, name, isDeleted }: Side): void {
  const told = isDeleted
    ? { code: 'project-deleted', version }
    : { code: 'version-conflict', winner: { version, name } }
  expect(problemIn(answer)).toMatchObject(told)
}

async function expectInForce(caller: ApiCaller, id: string, side: Side): Promise<void> {
  const answer = await caller.call('GET', `/projects/${id}`)
  if (side.isDeleted) return expectSide(answer, side)
  expect(answer).toMatchObject({ status: 200, json: { version: side.version, name: side.name } })
}
