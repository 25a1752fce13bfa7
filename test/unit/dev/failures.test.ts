import { expect, test } from 'vitest'
import { AlreadyRunning } from '../../../dev/failures/already-running.ts'
import { CloudFailed } from '../../../dev/failures/cloud-failed.ts'
import { CloudLacksServices } from '../../../dev/failures/cloud-lacks-services.ts'
import { CloudUnreachable } from '../../../dev/failures/cloud-unreachable.ts'
import { DeployFailed } from '../../../dev/failures/deploy-failed.ts'
import { EditorFailed } from '../../../dev/failures/editor-failed.ts'
import { InstallFailed } from '../../../dev/failures/install-failed.ts'
import { LocalStoreFailed } from '../../../dev/failures/local-store-failed.ts'
import { NoLocalCloud } from '../../../dev/failures/no-local-cloud.ts'
import { NoLocalStores } from '../../../dev/failures/no-local-stores.ts'
import { NoLocalStack } from '../../../dev/failures/no-localstack.ts'
import { NoPort } from '../../../dev/failures/no-port.ts'
import { PortTaken } from '../../../dev/failures/port-taken.ts'
import { UnknownOption } from '../../../dev/failures/unknown-option.ts'
import { UnknownTarget } from '../../../dev/failures/unknown-target.ts'

const offline = 'WARNING: Retrying after connection broken by NewConnectionError(Temporary failure in name resolution)'

test.each([
  [new NoLocalCloud(['python3 is too old']), 'no-local-cloud', 'python3 is too old', 'Install Python 3.10'],
  [new InstallFailed('ministack', offline), 'no-network', 'could not be reached', 'Connect to the network'],
  [new InstallFailed('ministack', 'ERROR: No space left'), 'install-failed', 'No space left', '.reelsync'],
  [new NoLocalStores(['Java 17 or later']), 'no-local-stores', 'need Java 17 or later', 'Install Java 17 or later'],
  [new LocalStoreFailed('It ended.', 'Read its log.'), 'local-store-failed', 'It ended.', 'Read its log.'],
  [new PortTaken(80, 'PORT'), 'port-taken', 'Port 80, asked for by PORT', 'set PORT to another'],
  [new NoPort('http', 'PORT'), 'no-port', 'PORT is "http"', 'from 1 to 65535'],
  [new UnknownOption("Unknown option '--frsh'"), 'unknown-option', '--frsh', 'after a `--`'],
  [new AlreadyRunning(7, 'dev.lock'), 'already-running', 'process 7', 'Ctrl-C'],
  [new CloudFailed('It ended.', 'ministack.log'), 'cloud-failed', 'It ended.', 'Read ministack.log'],
  [new CloudUnreachable('http://x', 'AWS_ENDPOINT_URL'), 'cloud-unreachable', 'http://x', 'unset AWS_ENDPOINT_URL'],
  [new CloudLacksServices('http://x'), 'cloud-lacks-services', 'LocalStack', 'test:localstack'],
  [new DeployFailed('deploy', 'CREATE_FAILED Projects'), 'deploy-failed', 'CREATE_FAILED Projects', '--fresh'],
  [new NoLocalStack(), 'no-localstack', 'Docker does not answer', 'set LOCALSTACK_ENDPOINT'],
  [new NoLocalStack('no space left'), 'no-localstack', 'no space left', 'Start Docker'],
  [new UnknownTarget('aws'), 'unknown-target', '"aws"', '--target localstack'],
  [new EditorFailed('Cannot find vite'), 'editor-failed', 'Cannot find vite', 'npm ci'],
])('[DV1] %o names the cause and the way out', (failure, code, cause, wayOut) => {
  expect(failure.code).toBe(code)
  expect(failure.message).toContain(cause)
  expect(failure.wayOut).toContain(wayOut)
})
