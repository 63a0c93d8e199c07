import type { ChurchHere } from '../platform/context.js'
import type { Instant } from '../platform/instant.js'
import type { Denomination } from './features.js'

/** The life of a church as a tenant; WARM ones are built and wait for an owner. */
export type ChurchStatus = 'WARM' | 'ACTIVE' | 'SUSPENDED' | 'ARCHIVED' | 'ERASED'

/** A church as the catalogue knows it. */
export interface Church extends ChurchHere {
  readonly denomination: Denomination
  readonly status: ChurchStatus
  /** The database its tables are in. */
  readonly cell: string
  /** The last migration its tables have had. */
  readonly version: number
}

/** Every way this domain says no, and what it tells readers of the API. */
export const churchRefusals = {
  SUBDOMAIN_TAKEN: 'Another church has this subdomain.',
} as const

/** What is needed to give a built church to its owners. */
export interface NewChurch {
  readonly name: string
  readonly subdomain: string
  readonly denomination: Denomination
  readonly timeZone: string
  readonly currency: string
  /** when the trial ends; left out for a church that is given away without one. */
  readonly trialEndsAt?: Instant | null
}

/** The first letters of member numbers, unless the church chooses others: two letters of the subdomain. */
export const defaultMemberPrefix = (subdomain: string): string =>
  subdomain.replaceAll('-', '').slice(0, 2).toUpperCase()
