import { addHouseholdMembers, addHouseholds, type Household, lockMovers } from '../households/index.js'
import type { Ctx } from '../platform/context.js'
import { newId } from '../platform/ids.js'
import { localDay } from '../platform/instant.js'
import { addRefs } from './external-refs.repository.js'
import { type ImportedHousehold, storeHouseholds } from './import-households.repository.js'
import type { MemberImport } from './member-import.js'
import { type Joiner, settleHousehold, sharedHousehold } from './settle-household.js'
import {
  householdsOfSource,
  type KnownHousehold,
  knownHouseholds,
  stagedResidents,
  type StagedResident,
  waitingHouseholds,
} from './staged-households.queries.js'

/** Households that are looked after in one transaction. */
const atOnce = 200

/** What becomes of one household of the file. */
interface Settled extends ImportedHousehold {
  readonly made: Household | null
  readonly joiners: readonly Joiner[]
}

/**
 * Lets the people of a file's next households live together. A household is known by what the source calls it, else by
 * those of its people who live together already; else it is made, with the address of its HEAD. Whoever lives somewhere
 * stays there. Returns what the last of them is called, null when there are no more.
 */
export async function applyHouseholds(ctx: Ctx, found: MemberImport, after: string): Promise<string | null> {
  const keys = await waitingHouseholds(ctx.db, { importId: found.id, after, limit: atOnce })
  if (keys.length === 0) return null
  const people = (await stagedResidents(ctx.db, found.id, keys)).map(({ memberId }) => memberId)
  await lockMovers(ctx.db, people)
  // Read anew: who waited for a lock would show where somebody lived before the wait.
  const residents = Map.groupBy(await stagedResidents(ctx.db, found.id, keys), ({ key }) => key)
  const place = { entity: 'household' as const, source: found.source ?? '', importId: found.id }
  const known = await householdsAt(ctx, { place, residents })
  const settled = keys.flatMap((key) =>
    settle(ctx, { key, residents: residents.get(key) ?? [], known: known.get(key) }),
  )
  await addHouseholds(
    ctx.db,
    settled.flatMap(({ made }) => (made ? [made] : [])),
  )
  await moveIn(ctx, found, settled)
  await addRefs(
    ctx.db,
    place,
    settled.map(({ key, householdId }) => ({ entityId: householdId, externalId: key })),
  )
  const joinerRows = settled.flatMap(({ joiners }) => joiners.map(({ resident }) => resident.rowNo))
  await storeHouseholds(ctx.db, found.id, { keys, households: settled, joinerRows })
  return keys.at(-1) ?? null
}

/** The households that are there already, by what the file calls them. */
async function householdsAt(
  ctx: Ctx,
  { place, residents }: { place: { source: string }; residents: ReadonlyMap<string, readonly StagedResident[]> },
): Promise<ReadonlyMap<string, KnownHousehold>> {
  const bySource = await householdsOfSource(ctx.db, place.source, [...residents.keys()])
  const candidates = [...residents].map(
    ([key, people]) => [bySource.get(key) ?? null, sharedHousehold(people), key] as const,
  )
  const ids = candidates.flatMap(([one, other]) => [one, other]).filter((id) => id !== null)
  const open = new Map((await knownHouseholds(ctx.db, ids)).map((household) => [household.id, household]))
  return new Map(
    candidates.flatMap(([named, shared, key]) => {
      const household = open.get(named ?? '') ?? open.get(shared ?? '')
      return household ? [[key, household] as const] : []
    }),
  )
}

interface Unsettled {
  readonly key: string
  readonly residents: readonly StagedResident[]
  readonly known: KnownHousehold | undefined
}

function settle(ctx: Ctx, { key, residents, known }: Unsettled): readonly Settled[] {
  const joiners = settleHousehold(residents, known ?? null)
  if (known) return [{ key, householdId: known.id, isNew: false, made: null, joiners }]
  const head = joiners.find(({ relation }) => relation === 'HEAD')?.resident
  // Nobody is left who would live there.
  if (!head) return []
  const name = residents.find((one) => one.name !== null)?.name ?? `${head.lastName} household`
  const made = {
    id: newId(ctx.clock),
    name: Array.from(name).slice(0, 255).join(''),
    ...{ address: head.address, phone: head.phone },
  }
  return [{ key, householdId: made.id, isNew: true, made, joiners }]
}

async function moveIn(ctx: Ctx, found: MemberImport, settled: readonly Settled[]): Promise<void> {
  const fromOn = localDay(ctx.clock.now(), ctx.church.timeZone)
  const stays = settled.flatMap(({ householdId, joiners }) =>
    joiners.map(({ resident: { memberId }, relation }) => ({ householdId, memberId, relation, fromOn })),
  )
  await addHouseholdMembers(ctx.db, ctx.clock, stays)
  for (const { made, householdId, joiners } of settled) {
    const members = joiners.map(({ resident: { memberId }, relation }) => ({ memberId, relation }))
    if (members.length === 0) continue
    const action = made ? 'household.create' : 'household.addMember'
    const after = { importId: found.id, members, ...(made && { name: made.name }) }
    ctx.audit({ action, entity: 'household', entityId: householdId, after })
  }
}
