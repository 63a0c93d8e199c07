import { beforeAll, describe, expect, it } from 'vitest'
import type { ChurchWorld, Person } from '../../testing/church-world.js'
import { jobsDone } from '../../testing/jobs-done.js'
import { movableClock } from '../../testing/movable-clock.js'
import { createWorld } from '../../testing/world.js'
import type { Ctx } from '../context.js'
import { isBefore } from '../instant.js'
import type { Json } from '../json.js'
import type { AuditEntry } from './audit-entry.js'
import { recordAudit, tellAudit } from './tell-audit.js'

const clock = movableClock()
const world = await createWorld({ clock })

let church: ChurchWorld
let person: Person
beforeAll(async () => {
  church = await world.church()
  person = await church.person('ADMIN', { onRoll: false })
})

const act = (entityId: string): AuditEntry => ({
  ...{ action: 'user.update', entity: 'user', entityId },
  ...{ before: { name: 'Esi' }, after: { name: 'Ama', passwordHash: 'argon2id-of-a-test', note: 'half \ud83d' } },
})

const tell = (where: ChurchWorld, by: Person, entry: AuditEntry) =>
  where.as(by, (ctx) => ctx.control.write((control) => tellAudit(ctx, control, entry)))

/** What waits to be written about one thing. */
async function waiting(entityId: string): Promise<readonly Json[]> {
  const { rows } = await world.database.owner.query<{ data: Json }>(
    `select payload -> 'data' as data from graphile_worker._private_jobs where payload -> 'data' ->> 'entityId' = $1`,
    [entityId],
  )
  return rows.map(({ data }) => data)
}

const logOf = (where: ChurchWorld) =>
  where.write((db) =>
    db.selectFrom('audit_log').select(['seq', 'at', 'action', 'entity_id', 'fields', 'after']).execute(),
  )

const attempt = { id: 'main-1', number: 1, isLast: false }
const write = (data: Json) => (ctx: Ctx) => recordAudit.run(ctx, data, attempt)

describe('what is told outside of the church’s schema', () => {
  it('waits with the change it tells of, and without any secret', async () => {
    const id = crypto.randomUUID()

    await tell(church, person, act(id))

    const [entry] = await waiting(id)
    expect(entry).toMatchObject({
      ...{ action: 'user.update', actor: { kind: 'USER', id: person.userId } },
      ...{ before: { name: 'Esi' }, after: { name: 'Ama' }, fields: ['name', 'note', 'passwordHash'] },
    })
    expect(JSON.stringify(entry)).not.toContain('argon2id')
  })

  it('is gone with a change that is undone', async () => {
    const id = crypto.randomUUID()
    const undone = church.as(person, (ctx) =>
      ctx.control.write(async (control) => {
        await tellAudit(ctx, control, act(id))
        throw new Error('changed my mind')
      }),
    )

    await expect(undone).rejects.toThrow('changed my mind')
    expect(await waiting(id)).toEqual([])
  })

  it('is written once, however often and at once its job runs, and leaves no gap', async () => {
    const own = await world.church()
    const admin = await own.person('ADMIN', { onRoll: false })
    const id = crypto.randomUUID()
    await tell(own, admin, act(id))
    const [entry = null] = await waiting(id)

    await own.race(admin, write(entry))
    await own.as(admin, write(entry))
    await own.event()

    const seqs = (await logOf(own)).map(({ seq, action }) => `${seq} ${action}`)
    expect(seqs.toSorted()).toEqual(['1 user.update', '2 event.create'])
  })

  it('has the moment of the act and not of its job; an archived church keeps it until it is opened again', async () => {
    const own = await world.church()
    const admin = await own.person('ADMIN', { onRoll: false })
    const setStatus = (status: string) =>
      world.database.owner.query('update control.church set status = $2 where id = $1', [own.church.id, status])
    const id = crypto.randomUUID()
    await tell(own, admin, act(id))
    const told = clock.now()
    await setStatus('ARCHIVED')
    clock.forward(3600)
    await world.startJobs()
    await expect.poll(() => postponed(id), { timeout: 15_000 }).toBe(true)
    await setStatus('ACTIVE')
    await world.database.owner.query('update graphile_worker._private_jobs set run_at = now()')
    await jobsDone(world, own.church.placeKey)

    const [entry] = await logOf(own)
    expect(entry?.entity_id).toBe(id)
    expect(isBefore(told, entry?.at ?? '')).toBe(false)
  })
})

async function postponed(entityId: string): Promise<boolean> {
  const { rows } = await world.database.owner.query<{ is: boolean }>(
    `select run_at > now() + interval '1 minute' as is from graphile_worker._private_jobs
     where payload -> 'data' ->> 'entityId' = $1`,
    [entityId],
  )
  return rows[0]?.is ?? false
}
