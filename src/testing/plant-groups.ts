import type { Ctx } from '../platform/context.js'
import type { ChurchTables } from '../platform/db/tables.generated.js'
import type { ChurchWorld } from './church-world.js'

type Relation = ChurchTables['household_member']['relation']
type MinistryRole = 'LEADER' | 'ASSISTANT' | 'MEMBER'

/** People who live together from today; returns the household's id. */
export async function plantHousehold(
  church: ChurchWorld,
  people: Partial<Record<Relation, readonly { readonly id: string }[]>>,
): Promise<string> {
  const id = crypto.randomUUID()
  await church.write(async (db) => {
    await db.insertInto('household').values({ id, name: 'Mensah family', phone: '0244 000000' }).execute()
    const relations = ['HEAD', 'SPOUSE', 'CHILD', 'OTHER'] as const
    const rows = relations.flatMap((relation) =>
      (people[relation] ?? []).map((member) => ({
        id: crypto.randomUUID(),
        household_id: id,
        member_id: member.id,
        relation,
      })),
    )
    if (rows.length > 0) await db.insertInto('household_member').values(rows).execute()
  })
  return id
}

/** A ministry and its people, by id; returns the ministry's id. */
export async function plantMinistry(
  church: ChurchWorld,
  people: Partial<Record<MinistryRole, readonly (string | null)[]>>,
  options: { readonly name?: string; readonly status?: 'PENDING' | 'ACTIVE' | 'INACTIVE' } = {},
): Promise<string> {
  const id = crypto.randomUUID()
  const { name = `Choir ${id}`, status = 'ACTIVE' } = options
  await church.write(async (db) => {
    await db.insertInto('ministry').values({ id, name, category: 'WORSHIP' }).execute()
    await joinMinistry(db, { id, people, status })
  })
  return id
}

async function joinMinistry(
  db: Ctx['db'],
  ministry: {
    readonly id: string
    readonly people: Parameters<typeof plantMinistry>[1]
    readonly status: 'PENDING' | 'ACTIVE' | 'INACTIVE'
  },
): Promise<void> {
  const roles = ['LEADER', 'ASSISTANT', 'MEMBER'] as const
  const rows = roles.flatMap((role) =>
    (ministry.people[role] ?? []).map((memberId) => ({
      ...{ id: crypto.randomUUID(), role, status: ministry.status },
      ministry_id: ministry.id,
      member_id: memberId ?? '',
    })),
  )
  if (rows.length > 0) await db.insertInto('ministry_membership').values(rows).execute()
}
