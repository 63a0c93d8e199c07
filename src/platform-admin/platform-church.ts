import type { ChurchStatus } from '../churches/index.js'
import type { Instant } from '../platform/instant.js'
import { refuseAll, type Refusal } from '../platform/refusal.js'
import { textFaults, trimmed } from '../platform/text.js'

/** The states of churches that have or had owners. */
export const churchStatuses = ['ACTIVE', 'SUSPENDED', 'ARCHIVED', 'ERASED'] as const satisfies readonly ChurchStatus[]

/** A church as the catalogue knows it; nothing that it wrote itself but its name. */
export interface PlatformChurch {
  readonly id: string
  readonly name: string | null
  /** Null for one that was erased. */
  readonly subdomain: string | null
  readonly denomination: string | null
  readonly status: ChurchStatus
  readonly suspendedReason: string | null
  readonly plan: string
  readonly trialEndsAt: Instant | null
  readonly complimentaryUntil: Instant | null
  readonly createdAt: Instant
}

/** What is wrong with a reason as it was typed, or the reason as it is kept. */
export function readReason(typed: string): string | Refusal<'REQUIRED' | 'TOO_LONG'> {
  const reason = trimmed(typed)
  return refuseAll(textFaults({ reason }, [{ field: 'reason', maximum: 500, isRequired: true }])) ?? reason ?? ''
}
