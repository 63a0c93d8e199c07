import { unaudited } from '../platform/audit/audit-entry.js'
import type { ChurchHere, Needs } from '../platform/context.js'
import { isId } from '../platform/ids.js'
import type { Seals } from '../platform/seals.js'
import { inTransaction } from '../platform/transaction.js'
import { categories, isFixed } from './preference.js'
import { choose, personBehind } from './preferences.repository.js'

/** Whose mails of which kinds end. */
export interface Ending {
  /** The account, or the member who has none. */
  readonly ownerId: string
  readonly categories: readonly string[]
}

const placeOf = ({ id }: Pick<ChurchHere, 'id'>) => ({ column: 'unsubscribe.link', rowId: id })

/** The secret part of a link that ends mails: sealed for this church, it tells nothing and cannot be made up. */
export const endingToken = (seals: Seals, church: Pick<ChurchHere, 'id'>, ending: Ending): string =>
  seals.seal(JSON.stringify([ending.ownerId, ...ending.categories]), placeOf(church)).toString('base64url')

/** What a token ends; null for one that is not ours, or of another church. */
export function readEndingToken(seals: Seals, church: Pick<ChurchHere, 'id'>, token: string): Ending | null {
  const read = openToken(seals, church, token)
  if (!Array.isArray(read) || !read.every((part) => typeof part === 'string')) return null
  const [ownerId = '', ...named] = read
  const known = categories.filter((category) => named.includes(category))
  return isId(ownerId) && known.length > 0 ? { ownerId, categories: known } : null
}

function openToken(seals: Seals, church: Pick<ChurchHere, 'id'>, token: string): unknown {
  try {
    return JSON.parse(seals.open(Buffer.from(token, 'base64url'), placeOf(church)))
  } catch {
    return null
  }
}

const noMails = { channel: 'EMAIL', enabled: false, frequency: 'IMMEDIATE' } as const

/**
 * Ends the mails that a link names, for whoever holds it, signed in or not; again changes nothing. Resolves to the
 * categories, null for a link that is none.
 */
export async function unsubscribe(ctx: Needs<'seals'>, token: string): Promise<readonly string[] | null> {
  const ending = readEndingToken(ctx.seals, ctx.church, token)
  if (!ending) return null
  const ended = ending.categories.filter((category) => !isFixed({ channel: 'EMAIL', category }))
  await inTransaction(ctx, async (ctx) => {
    ctx.audit(unaudited('only how somebody is told'))
    const chosen = ended.map((category) => ({ ...noMails, category }))
    // Who was mailed as a member may have an account by now.
    for (const ownerId of await personBehind(ctx.db, ending.ownerId)) await choose(ctx.db, ownerId, chosen)
  })
  return ended
}
