import type { UserError } from '../platform/refusal.js'

/** What can be said of a name somebody wants for a church's host. */
export const subdomainStates = ['AVAILABLE', 'TAKEN', 'RESERVED', 'MALFORMED'] as const

/** One of `subdomainStates`. */
export type SubdomainState = (typeof subdomainStates)[number]

// Names of ours, of protocols, and names that would be mistaken for them (domain.md, section 2).
const reserved: ReadonlySet<string> = new Set(
  `www api app admin superadmin mail ftp smtp auth login public static assets cdn ws status explorer support help docs
  billing webhooks test dev staging localhost root`.split(/\s+/),
)
const reservedBeginnings = ['pg-', 'xn--']

/** The name as it is kept and compared: in lower case. */
export const foldSubdomain = (name: string): string => name.trim().toLowerCase()

/** Whether a folded name has the form of a subdomain: letters, digits, single inner hyphens, 3 to 63 of them. */
const isSubdomain = (name: string): boolean =>
  name.length >= 3 && name.length <= 63 && /^[a-z0-9]+(-[a-z0-9]+)*$/.test(name)

/** Whether a folded name is kept back from churches. */
const isReserved = (name: string): boolean =>
  reserved.has(name) || reservedBeginnings.some((beginning) => name.startsWith(beginning))

/** What can be said of a folded name without looking whether somebody has it; null when only that is left. */
export function subdomainFault(name: string): 'RESERVED' | 'MALFORMED' | null {
  // `xn--` names are malformed too; that they are reserved says more.
  if (isReserved(name)) return 'RESERVED'
  return isSubdomain(name) ? null : 'MALFORMED'
}

/** What is told to somebody who wants a folded name that no church can have; nothing for one that a church may have. */
export function subdomainFaults(name: string): readonly UserError<'INVALID'>[] {
  const fault = subdomainFault(name)
  return fault ? [{ code: 'INVALID', message: messages[fault], path: ['subdomain'], params: null }] : []
}

const messages = {
  MALFORMED: 'Use 3 to 63 lower-case letters and digits, with single hyphens inside.',
  RESERVED: 'This name is kept for FaithFlow itself: choose another.',
} as const
