import { type Instant, isBefore } from '../platform/instant.js'
import type { UserError } from '../platform/refusal.js'
import { textFaults, trimmed } from '../platform/text.js'
import { type Audience, audienceOf, type SpokenAudience } from './audience.js'

/** What an announcement is about. */
export const announcementTypes = [
  'GENERAL',
  'URGENT',
  'CELEBRATION',
  'CANCELLATION',
  'SCHEDULE_CHANGE',
  'OTHER',
] as const

/** One of `announcementTypes`. */
export type AnnouncementKind = (typeof announcementTypes)[number]

/** How much something matters. */
export const priorities = ['LOW', 'NORMAL', 'HIGH', 'URGENT'] as const

/** One of `priorities`. */
export type Priority = (typeof priorities)[number]

/** Where an announcement stands. */
export const announcementStatuses = ['DRAFT', 'SCHEDULED', 'PUBLISHED', 'EXPIRED', 'WITHDRAWN'] as const

/** One of `announcementStatuses`. */
export type AnnouncementStatus = (typeof announcementStatuses)[number]

/** What people write of an announcement, and whom it is for. */
export interface AnnouncementDraft extends Audience {
  readonly title: string
  readonly body: string
  readonly type: AnnouncementKind
  readonly priority: Priority
  readonly isPinned: boolean
  readonly expiresAt: Instant | null
}

/** Something the church tells its people, or will. */
export interface Announcement extends AnnouncementDraft {
  readonly id: string
  readonly status: AnnouncementStatus
  /** When it will be published; kept afterwards. */
  readonly publishAt: Instant | null
  readonly publishedAt: Instant | null
  /** Where it stands among the others: since when it is shown, or will be, or when it was written. */
  readonly listedAt: Instant
  /** Who leads or assists in every ministry it names; nobody when it names none. In no order. */
  readonly leaderIds: readonly string[]
  readonly createdBy: string
  readonly createdAt: Instant
  readonly updatedAt: Instant
  readonly version: number
}

/** An announcement as somebody describes it. Left out: stays as it was, or is as usual. */
export interface AnnouncementDescription {
  readonly title?: string | null
  readonly body?: string | null
  readonly type?: AnnouncementKind | null
  readonly priority?: Priority | null
  readonly isPinned?: boolean | null
  /** Null: without an end. */
  readonly expiresAt?: Instant | null
  readonly audience?: SpokenAudience | null
}

/** An announcement that nobody has said anything of yet: for the whole church. */
export const blankDraft: AnnouncementDraft = {
  ...{ title: '', body: '', type: 'GENERAL', priority: 'NORMAL', isPinned: false, expiresAt: null },
  ...{ audienceKind: 'CHURCH', audienceGroup: null, audienceIds: [] },
}

/** What a draft becomes by a description: texts without blanks around them. */
export function described(said: AnnouncementDescription, was: AnnouncementDraft): AnnouncementDraft {
  const { title = was.title, body = was.body, expiresAt = was.expiresAt } = said
  const { audienceKind, audienceGroup, audienceIds } = said.audience ? audienceOf(said.audience) : was
  return {
    title: trimmed(title) ?? '',
    body: trimmed(body) ?? '',
    type: said.type ?? was.type,
    priority: said.priority ?? was.priority,
    isPinned: said.isPinned ?? was.isPinned,
    expiresAt,
    ...{ audienceKind, audienceGroup, audienceIds },
  }
}

/** Where an announcement stands at `now`: its times count, also while the job that moves it is late. */
export function asOf(announcement: Announcement, now: Instant): Announcement {
  const { status, publishAt, expiresAt } = announcement
  const isDue = status === 'SCHEDULED' && publishAt !== null && !isBefore(now, publishAt)
  const shown: Announcement = isDue ? { ...announcement, status: 'PUBLISHED', publishedAt: publishAt } : announcement
  const isOver = shown.status === 'PUBLISHED' && expiresAt !== null && !isBefore(now, expiresAt)
  return isOver ? { ...shown, status: 'EXPIRED' } : shown
}

/** Everything wrong with a tidied draft that is to be published at `planned`, or some time after `now`. */
export function draftFaults(
  { title, body, expiresAt }: AnnouncementDraft,
  { now, planned = null }: { readonly now: Instant; readonly planned?: Instant | null },
): UserError<'REQUIRED' | 'TOO_LONG' | 'INVALID'>[] {
  const texts = textFaults({ title: trimmed(title), body: trimmed(body) }, [
    { field: 'title', maximum: 255, isRequired: true },
    { field: 'body', maximum: 10_000, isRequired: true },
  ])
  if (expiresAt === null || isBefore(planned ?? now, expiresAt)) return texts
  const message = planned === null ? 'This is over already.' : 'It must expire later than it is published.'
  return [...texts, { code: 'INVALID', message, path: ['expiresAt'], params: null }]
}
