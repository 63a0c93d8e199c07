import { type Domain, proofName, proofText } from '../../churches/index.js'
import { table } from './terminal.js'

/** A domain as programs read it: with its whole host. */
export const shownDomain = (domain: Domain, baseDomain: string) => {
  const { kind, host, isPrimary, verifiedAt, verificationToken } = domain
  const isOwn = kind === 'CUSTOM'
  return {
    ...{ host: isOwn ? host : `${host}.${baseDomain}`, kind, isPrimary, verifiedAt },
    proof: verificationToken === null ? null : { name: proofName(host), text: proofText(verificationToken) },
  }
}

/** The record that proves a domain, as name servers are told: name, then text. */
export const proofOf = ({ host, verificationToken }: Domain): string =>
  `${proofName(host)} "${proofText(verificationToken ?? '')}"`

/** Several, for people or programs. */
export function shownDomains(
  domains: readonly Domain[],
  { baseDomain, json }: { readonly baseDomain: string; readonly json: boolean },
): string {
  const shown = domains.map((domain) => shownDomain(domain, baseDomain))
  if (json) return `${JSON.stringify(shown)}\n`
  const rows = domains.map((domain, at) => [
    shown[at]?.host ?? '',
    domain.isPrimary ? 'primary' : '',
    domain.verifiedAt === null ? `publish ${proofOf(domain)}` : 'proved',
  ])
  return table(['host', '', 'state'], rows)
}
