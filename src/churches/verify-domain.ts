import { DnsAway } from '../platform/dns.js'
import { refuse } from '../platform/refusal.js'
import type { DomainDesk } from './domain-desk.js'
import { type Domain, proofName, proofText } from './domain.js'
import { domainsOfChurch, isHostOfAnother, lockDomains, lockHost, markVerified } from './domains.repository.js'
import { tellDomain } from './tell-domain.js'

/**
 * Looks for the proof of a domain in the DNS; once it is found, the host leads to the church. A proved one stays proved.
 *
 * Refuses NOT_FOUND; NOT_ALLOWED_NOW while the record is missing, with its name and text in `params`, or when no name
 * server answers; NOT_UNIQUE when another church has proved it meanwhile.
 */
export async function verifyDomain(desk: DomainDesk, input: { readonly id: string }) {
  const domains = await desk.control.read(domainsOfChurch)
  const domain = domains.find(({ id }) => id === input.id)
  if (!domain) return noDomain()
  if (domain.verifiedAt !== null) return domain
  // Outside of any transaction: name servers take their time.
  const missing = await missingProof(desk, domain)
  return missing ?? note(desk, domain)
}

async function missingProof({ dns }: DomainDesk, { host, verificationToken }: Domain) {
  const [name, text] = [proofName(host), proofText(verificationToken ?? '')]
  try {
    const texts = await dns.texts(name)
    if (texts.some((found) => found.trim() === text)) return null
    const refusal = refuse('NOT_ALLOWED_NOW', `There is no TXT record "${text}" at ${name} yet.`, ['id'])
    return { ...refusal, errors: [{ ...refusal.errors[0], params: { name, text } }] as const }
  } catch (error) {
    if (!(error instanceof DnsAway)) throw error
    return refuse('NOT_ALLOWED_NOW', 'The name servers did not answer: try again in a minute.', ['id'])
  }
}

async function note(desk: DomainDesk, { id, host }: Domain) {
  const { control, church, clock } = desk
  return control.write(async (db) => {
    await lockHost(db, host)
    if (await isHostOfAnother(db, { host, churchId: church.id })) {
      return refuse('NOT_UNIQUE', 'Another church has proved this domain.', ['id'])
    }
    const domain = (await lockDomains(db)).find((own) => own.id === id)
    if (!domain) return noDomain()
    if (domain.verifiedAt !== null) return domain
    const after = { ...domain, verifiedAt: clock.now() }
    await markVerified(db, id, after.verifiedAt)
    await tellDomain(desk, db, { action: 'domain.verify', before: domain, after })
    return after
  })
}

const noDomain = () => refuse('NOT_FOUND', 'There is no such domain.', ['id'])
