import { memberNumbering } from '../churches/index.js'
import { takeNumbers } from '../platform/counters/counters.repository.js'
import type { Db } from '../platform/db/handles.js'
import { type Member, memberNumber } from './member.js'
import type { NewMember } from './members.repository.js'
import { addMembers } from './write-members.repository.js'

/** A person who is about to be entered. The profile is kept as it is: tidy and check it before. */
export type Entrant = Omit<NewMember, 'memberNumber'>

/**
 * Puts many people on the church's roll at once; the next member numbers are issued in their order. Returns the members, in
 * no order. Belongs inside a transaction. Locks them, and the counter of member numbers.
 */
export async function enterMembers(db: Db, people: readonly Entrant[]): Promise<readonly Member[]> {
  const { prefix, start } = await memberNumbering(db)
  const first = BigInt(await takeNumbers(db, 'member', { start, count: people.length }))
  return addMembers(
    db,
    people.map((person, index) => ({ ...person, memberNumber: memberNumber(prefix, String(first + BigInt(index))) })),
  )
}
