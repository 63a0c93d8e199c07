import { refuse } from '../platform/refusal.js'
import type { DomainDesk } from './domain-desk.js'
import { deleteDomain, lockDomains } from './domains.repository.js'
import { tellDomain } from './tell-domain.js'

/**
 * Removes a domain of the church's own: it leads nowhere from then on. Refuses NOT_FOUND, and NOT_ALLOWED_NOW for the
 * primary one and the platform's.
 */
export async function removeDomain(desk: DomainDesk, { id }: { readonly id: string }) {
  return desk.control.write(async (db) => {
    const domain = (await lockDomains(db)).find((own) => own.id === id)
    if (!domain) return refuse('NOT_FOUND', 'There is no such domain.', ['id'])
    if (domain.kind === 'PLATFORM') {
      return refuse('NOT_ALLOWED_NOW', 'The platform’s host of a church stays: change its subdomain instead.', ['id'])
    }
    if (domain.isPrimary) return refuse('NOT_ALLOWED_NOW', 'Make another domain the primary one first.', ['id'])
    await deleteDomain(db, id)
    await tellDomain(desk, db, { action: 'domain.remove', after: domain })
    return domain
  })
}
