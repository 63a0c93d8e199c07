import type { ChurchHere } from '../platform/context.js'
import type { Denomination } from './features.js'

/** The life of a church as a tenant; WARM ones are built and wait for an owner. */
export type ChurchStatus = 'WARM' | 'ACTIVE' | 'SUSPENDED' | 'ARCHIVED' | 'ERASED'

/** A church as the catalogue knows it. */
export interface Church extends ChurchHere {
  readonly denomination: Denomination
  readonly status: ChurchStatus
  /** The database its tables are in. */
  readonly cell: string
}

/** What is needed to give a built church to its owners. */
export interface NewChurch {
  readonly name: string
  readonly subdomain: string
  readonly denomination: Denomination
  readonly timeZone: string
  readonly currency: string
}

/** The first letters of member numbers, unless the church chooses others: two letters of the subdomain. */
export const defaultMemberPrefix = (subdomain: string): string =>
  subdomain.replaceAll('-', '').slice(0, 2).toUpperCase()
