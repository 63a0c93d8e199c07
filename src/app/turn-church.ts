import { changeStatus, churchAt, type ChurchStatus } from '../churches/index.js'
import type { ControlDb } from '../platform/db/handles.js'
import { tellOperatorAct } from './tell-operator-act.js'

/** From which states to which one, and what that is called. */
export interface OperatorTurn {
  readonly subdomain: string
  readonly from: readonly ChurchStatus[]
  readonly to: ChurchStatus
  readonly action: `church.${string}`
}

/** Turns a church that is in one of `from`, and tells of it; its state afterwards, null when nobody has the name. */
export async function turnChurchTold(
  control: ControlDb,
  { subdomain, from, to, action }: OperatorTurn,
): Promise<ChurchStatus | null> {
  const church = await churchAt(control, subdomain)
  if (!church || !from.includes(church.status)) return church?.status ?? null
  const status = await changeStatus(control, { subdomain, from: church.status, to })
  if (status === to) await tellOperatorAct(control, { action, churchId: church.id, target: subdomain })
  return status
}
