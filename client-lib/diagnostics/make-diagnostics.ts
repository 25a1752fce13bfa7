import { contractVersion } from '#contract/contract-version.ts'
import type { AssetRow } from '../media/asset-row.ts'
import { lostBytes } from '../media/lost-bytes.ts'
import type { LaneRow } from '../queue/lane-row.ts'
import type { Retries } from '../retry/retries.ts'
import type { StatusSnapshot } from '../status/status-snapshot.ts'
import { databaseVersion } from '../storage/database-version.ts'
import type { SetAsideRow } from '../storage/set-aside-row.ts'
import type { Diagnostics, FileReport, LaneReport, Loss } from './diagnostics.ts'
import { withoutSecrets } from './without-secrets.ts'

export interface DiagnosedFacts {
  readonly nowMs: number
  readonly signedIn: boolean
  readonly status: StatusSnapshot
  readonly epoch: number | undefined
  readonly hasLocks: boolean
  readonly persistent: boolean | undefined
  readonly durable: boolean
  readonly lanes: readonly LaneRow[]
  readonly assets: readonly AssetRow[]
  readonly setAside: readonly SetAsideRow[]
  readonly storageTrouble: string | undefined
  readonly tries: ReturnType<Retries['tries']>
}

export function makeDiagnostics(facts: DiagnosedFacts): Diagnostics {
  const { nowMs, signedIn, status, epoch, hasLocks, persistent, durable } = facts
  const { lanes, assets, setAside, storageTrouble, tries } = facts
  return withoutSecrets<Diagnostics>({
    ...{ madeAtMs: nowMs, contractVersion, databaseVersion, signedIn, status },
    tab: { epoch: epoch ?? null, hasLocks },
    ...{ persistent: persistent ?? null, durable },
    lanes: lanes.map(laneReport),
    files: assets.map(fileReport),
    storageTrouble: storageTrouble ?? null,
    losses: [...lanes.flatMap(lostContent), ...setAside.map(unreadableRow), ...assets.flatMap(lostFile)],
    tries,
  })
}

function laneReport({ projectId, acknowledged, state, overlaid = [] }: LaneRow): LaneReport {
  const { kind, ...detail } = state
  const { version, gone } = acknowledged
  return { projectId, version, deletedElsewhere: gone !== undefined, state: kind, detail, overlaid: overlaid.length }
}

function fileReport(row: AssetRow): FileReport {
  const { projectId, assetId, sizeBytes } = row
  if (row.origin === 'cloud') return { projectId, assetId, sizeBytes, state: `cloud: ${row.state}` }
  const { phase } = row.upload
  const more = row.upload.phase === 'blocked' ? { detail: `${row.upload.code}: ${row.upload.detail}` } : {}
  return { projectId, assetId, sizeBytes, state: phase, ...more }
}

function lostContent({ projectId, state, losses = [] }: LaneRow): Loss[] {
  const isNamed = state.kind !== 'lost' || losses.some(({ hash }) => hash === state.hash)
  const lost = isNamed ? losses : [...losses, { ...state, code: state.code ?? 'unreadable' }]
  return lost.map(({ savedAtMs, code }) => ({
    ...{ kind: 'content-lost', projectId, code },
    ...(savedAtMs === undefined ? {} : { savedAtMs }),
  }))
}

function unreadableRow({ table, key, reason }: SetAsideRow): Loss {
  return { kind: 'row-unreadable', table, key, reason }
}

function lostFile(row: AssetRow): Loss[] {
  const code = row.origin === 'added-here' ? lostBytes(row) : undefined
  const { projectId, assetId } = row
  return code ? [{ kind: 'file-lost', projectId, assetId, code }] : []
}
