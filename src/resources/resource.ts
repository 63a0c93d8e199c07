import type { Instant } from '../platform/instant.js'
import { refuseAll } from '../platform/refusal.js'
import { textFaults } from '../platform/text.js'

/** The kinds of resources. */
export const bookableKinds = ['ROOM', 'EQUIPMENT'] as const

/** One of `bookableKinds`. */
export type BookableKind = (typeof bookableKinds)[number]

/** Every way this domain says no, and what it tells readers of the API. */
export const resourceRefusals = {
  RESOURCE_TAKEN:
    'The resource is booked at that time: `params.from` and `params.until` say when, `params.event` for what, if the viewer may see it.',
} as const

/** A room of the church, or a thing that is lent out within it. */
export interface Resource {
  readonly id: string
  readonly name: string
  readonly kind: BookableKind
  readonly archivedAt: Instant | null
  readonly createdAt: Instant
  readonly updatedAt: Instant
  readonly version: number
}

/** What is wrong with a trimmed name, or null. */
export const nameFaults = (name: string | null) =>
  refuseAll(textFaults({ name }, [{ field: 'name', maximum: 255, isRequired: true }]))
