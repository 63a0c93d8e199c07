import type { Ctx } from '../platform/context.js'

/** What it takes to keep the domains of a church; whoever calls has asked whether that is allowed. */
export type DomainDesk = Pick<Ctx, 'control' | 'clock' | 'dns' | 'baseDomain' | 'viewer' | 'origin'> & {
  readonly church: Pick<Ctx['church'], 'id'>
}
