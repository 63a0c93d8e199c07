import { type Teller, tellAudit } from '../platform/audit/tell-audit.js'
import type { ControlDb } from '../platform/db/handles.js'
import type { Domain } from './domain.js'

/** What became of a domain, and how it was before; null for a new one. */
export interface DomainAct {
  readonly action: `domain.${string}`
  readonly before?: Domain | null
  readonly after: Domain
}

/** Tells the audit log of the church what becomes of one of its domains, in the transaction that does it. */
export const tellDomain = (teller: Teller, control: ControlDb, { action, before = null, after }: DomainAct) =>
  tellAudit(teller, control, { action, entity: 'domain', entityId: after.id, before, after })
