import { test } from 'vitest'
import { callerOf } from './api-caller.ts'
import type { HttpTarget } from './http-target.ts'
import { expectBothSidesKept, type LostReply } from './lost-reply.ts'
import { freshId } from './project-fixture.ts'

const every = (count: number, nth: number): LostReply['later'] =>
  Array.from({ length: count }, (_, index) => (index % nth === 0 ? 'deletion' : 'write'))

const stories: LostReply[] = [
  { lost: 'create', later: ['deletion'] },
  { lost: 'write', later: ['write'] },
  { lost: 'write', later: ['deletion'] },
  { lost: 'write', later: every(31, 3) },
  { lost: 'write', later: every(32, 31) },
  { lost: 'deletion', later: ['write'] },
  { lost: 'deletion', later: ['write', 'deletion'] },
  { lost: 'deletion', later: every(31, 5) },
  { lost: 'deletion', later: every(32, 4) },
]

/** A's reply is lost, B goes on, A asks again and goes on: B's side is never gone. */
export function describeLostReplyContract(target: HttpTarget): void {
  test.each(stories.map((story) => [story.lost, story.later.length, story] as const))(
    '[PV12] the reply to a %s is lost, and %i changes follow elsewhere: both sides are kept',
    async (_lost, _count, story) => expectBothSidesKept(await callerOf(target, freshId('user')), story),
  )
}
