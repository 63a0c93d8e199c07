import { randomBytes } from 'node:crypto'
import { newId } from '../platform/ids.js'
import { refuse } from '../platform/refusal.js'
import type { DomainDesk } from './domain-desk.js'
import { type Domain, maxDomains } from './domain.js'
import { addCustomDomain, lockDomains, isHostOfAnother } from './domains.repository.js'
import { foldHost, hostFault } from './host.js'
import { tellDomain } from './tell-domain.js'

/**
 * Adds a host of the church's own, which leads to it once it is proved (`verifyDomain`).
 *
 * Refuses INVALID for what is no host, is the platform's, or leads nowhere; NOT_UNIQUE for one that the church has already
 * or another church has proved; NOT_ALLOWED_NOW for more than twenty.
 */
export async function addDomain(desk: DomainDesk, input: { readonly host: string }) {
  const { church, control, clock, baseDomain } = desk
  const host = foldHost(input.host)
  const fault = hostFault(host, baseDomain)
  if (fault) return refuse('INVALID', faults[fault], ['host'])

  return control.write(async (db) => {
    if (await isHostOfAnother(db, { host, churchId: church.id })) {
      return refuse('NOT_UNIQUE', 'Another church has this domain.', ['host'])
    }
    const own = (await lockDomains(db)).filter(({ kind }) => kind === 'CUSTOM')
    if (own.length >= maxDomains && own.every((domain) => domain.host !== host)) {
      return refuse('NOT_ALLOWED_NOW', `A church has at most ${maxDomains} domains: remove one first.`, ['host'])
    }
    const token = randomBytes(20).toString('hex')
    const added: Domain | null = await addCustomDomain(db, { id: newId(clock), churchId: church.id, host, token })
    if (!added) return refuse('NOT_UNIQUE', 'The church has this domain already.', ['host'])
    await tellDomain(desk, db, { action: 'domain.add', after: added })
    return added
  })
}

const faults = {
  MALFORMED: 'This is no host name such as www.grace.org: without scheme, port or path.',
  OURS: 'This host belongs to the platform: change the subdomain instead.',
  RESERVED: 'This host leads nowhere on the internet.',
} as const
