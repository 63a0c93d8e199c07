import type { Instant } from '../platform/instant.js'

/** The two kinds of hosts: below the platform's domain, and a church's own. */
export const domainKinds = ['PLATFORM', 'CUSTOM'] as const

/** A host that a church is reached at, or wants to be. */
export interface Domain {
  readonly id: string
  /** The whole host name, in ASCII. */
  readonly host: string
  readonly kind: (typeof domainKinds)[number]
  readonly isPrimary: boolean
  /** What has to be published to prove it; null for the platform's. */
  readonly verificationToken: string | null
  /** Null until it is proved; it leads nowhere before. */
  readonly verifiedAt: Instant | null
}

/** The most domains of its own that a church has, proved or not. */
export const maxDomains = 20

/** Where the proof of a host is published, as TXT record. */
export const proofName = (host: string): string => `_faithflow.${host}`

/** What is published there. */
export const proofText = (token: string): string => `faithflow-verification=${token}`
