import { join } from 'node:path'
import { UnknownTarget } from './failures/unknown-target.ts'
import { readOptions } from './script/read-options.ts'
import { type LocalStack, startLocalStack } from './start-local-stack.ts'
import { startOnLocalStack } from './start-on-localstack.ts'
import { reelsyncFolder } from './state/reelsync-folder.ts'
import type { Steps } from './steps.ts'

/** Where `npm run dev` deploys to. */
export interface DevTarget {
  /** Of this start: state, log, assembly and deployment. */
  readonly folder: string
  readonly logFile: string
  /** Whether what users make is in `folder`, or else in a cloud that keeps it itself. */
  readonly keepsData: boolean
  /** Whether that other cloud ends with this start. */
  readonly cloudEnds: boolean
  start(signal: AbortSignal, steps: Steps): Promise<LocalStack>
}

/**
 * The target that `npm run dev -- [--target ministack|localstack] [--fresh]` asks for.
 *
 * @throws UnknownTarget when it is neither, UnknownOption when more is asked for
 */
export function devTarget(args: readonly string[]): DevTarget {
  const { fresh: isFresh, target } = optionsOf(args)
  if (target === 'ministack') {
    const folder = join(reelsyncFolder, 'dev')
    const start: DevTarget['start'] = (signal, steps) => startLocalStack({ folder, isFresh, signal, steps })
    const keepsData = !process.env.AWS_ENDPOINT_URL
    return { folder, logFile: join(folder, 'ministack.log'), keepsData, cloudEnds: false, start }
  }
  if (target !== 'localstack') throw new UnknownTarget(target)
  const folder = join(reelsyncFolder, 'dev-localstack')
  const start: DevTarget['start'] = (signal, steps) => startOnLocalStack({ folder, isFresh, signal, steps })
  const cloudEnds = !process.env.LOCALSTACK_ENDPOINT
  return { folder, logFile: 'the log of LocalStack', keepsData: false, cloudEnds, start }
}

function optionsOf(args: readonly string[]) {
  const options = {
    fresh: { type: 'boolean', default: false },
    target: { type: 'string', default: 'ministack' },
  } as const
  return readOptions(args, { options }).values
}
