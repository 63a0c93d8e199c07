import type { AuditEntry } from '../platform/audit/audit-entry.js'
import { type Teller, tellAudit } from '../platform/audit/tell-audit.js'
import type { ControlDb } from '../platform/db/handles.js'

/** What the holder of an account has done to it. */
export interface AccountAct extends Pick<AuditEntry, 'action' | 'before' | 'after'> {
  readonly user: { readonly id: string; readonly name: string }
}

/** Tells the audit log what somebody has done to their own account, in the transaction that does it. */
export const tellAccount = (teller: Teller, control: ControlDb, { user, ...act }: AccountAct): Promise<void> =>
  tellAudit(teller, control, {
    ...{ ...act, entity: 'user', entityId: user.id },
    actor: { kind: 'USER', id: user.id, name: user.name },
  })
