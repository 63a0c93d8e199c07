import { refuse } from '../platform/refusal.js'
import type { DomainDesk } from './domain-desk.js'
import { lockDomains, makePrimary } from './domains.repository.js'
import { tellDomain } from './tell-domain.js'

/**
 * Makes a domain the one that the church is shown under. Refuses NOT_FOUND, and NOT_ALLOWED_NOW for one that is not proved.
 */
export async function setPrimaryDomain(desk: DomainDesk, { id }: { readonly id: string }) {
  return desk.control.write(async (db) => {
    const domain = (await lockDomains(db)).find((own) => own.id === id)
    if (!domain) return refuse('NOT_FOUND', 'There is no such domain.', ['id'])
    if (domain.verifiedAt === null) return refuse('NOT_ALLOWED_NOW', 'Prove the domain first: `verifyDomain`.', ['id'])
    await makePrimary(db, id)
    const after = { ...domain, isPrimary: true }
    await tellDomain(desk, db, { action: 'domain.setPrimary', before: domain, after })
    return after
  })
}
