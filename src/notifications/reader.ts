import { type Instant, isBefore } from '../platform/instant.js'
import type { LiveMessage } from '../platform/live/live-message.js'
import type { Notification } from './notification.js'

/** The audience that everybody in a church belongs to, as live messages name it. */
export const churchAudience = 'CHURCH'

/** One audience that somebody belongs to beside the church, and what of it is theirs. */
export interface OwnAudience {
  /** Of an account, a member, a role or a ministry. */
  readonly id: string
  /** Only what was told after this moment; null for all of it. */
  readonly since: Instant | null
  /** When it ends by itself; null for never. */
  readonly until: Instant | null
  /** Whether it is a child of theirs, whose giving is nobody else's business. */
  readonly isOfChild: boolean
}

/** Somebody who is told things, as the church knows them at one moment. */
export interface Reader {
  readonly userId: string
  readonly audiences: readonly OwnAudience[]
  /** The categories and types left out: what the church's features close, or the reader has switched off. */
  readonly hidden: readonly string[]
}

/** What no parent is told in their child's place. */
export const childlessCategory = 'PAYMENT'

/** Whether a category or a type is among what is left out. */
export const isHidden = (hidden: readonly string[], told: Pick<Notification, 'category' | 'type'>): boolean =>
  hidden.includes(told.category) || hidden.includes(told.type)

/** The words that a reader's sink is found under. */
export const wordsOf = ({ audiences }: Pick<Reader, 'audiences'>): readonly string[] => [
  churchAudience,
  ...audiences.map(({ id }) => id),
]

/** Whether a live message that names one of a reader's audiences is for them: told in time, and for their eyes. */
export function isFor(
  { audiences }: Pick<Reader, 'audiences'>,
  message: Pick<LiveMessage, 'audiences'>,
  told: { readonly notification: Pick<Notification, 'category' | 'createdAt' | 'expiresAt'>; readonly now: Instant },
): boolean {
  const { category, createdAt, expiresAt } = told.notification
  if (expiresAt && !isBefore(told.now, expiresAt)) return false
  if (message.audiences.includes(churchAudience)) return true
  return audiences.some(({ id, since, until, isOfChild }) => {
    if (!message.audiences.includes(id)) return false
    const isInTime = (since === null || !isBefore(createdAt, since)) && (until === null || isBefore(told.now, until))
    return isInTime && !(isOfChild && category === childlessCategory)
  })
}
