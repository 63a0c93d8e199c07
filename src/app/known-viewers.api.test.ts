import { describe, expect, it } from 'vitest'
import type { ChurchWorld, Person } from '../testing/church-world.js'
import { statementsWithViewer } from '../testing/count-statements.js'
import { eventually } from '../testing/eventually.js'
import { movableClock } from '../testing/movable-clock.js'
import { createWorld } from '../testing/world.js'

const clock = movableClock()
const world = await createWorld({ clock })

const mayList = async ({ api }: Person): Promise<boolean> =>
  (await api.sendText('{ members { totalCount } }')).errors.length === 0

const schemaOf = ({ church }: ChurchWorld): string => `c_${church.placeKey}`

/** Takes somebody's role as another process would, behind the back of this one; `isTold` says whether the database tells. */
async function take(church: ChurchWorld, { userId }: Person, isTold = true): Promise<void> {
  const client = await world.database.owner.connect()
  try {
    await client.query(`set search_path to ${schemaOf(church)}`)
    // Triggers are off: as if the notification were lost.
    if (!isTold) await client.query(`set session_replication_role to 'replica'`)
    await client.query('delete from user_role where user_id = $1', [userId])
  } finally {
    client.release(true)
  }
}

describe('somebody who asks again', () => {
  it('is known without asking the database', async () => {
    const church = await world.church()
    const person = await church.person('PASTOR')
    const ask = () => person.api.sendText('{ viewer { id } }')
    const asked = async () => (await statementsWithViewer(ask)).length
    // What made this person is told of a moment later.
    await eventually(asked).toBe(0)
    await world.app.parts.gate.control(church.church.id).write(async () => undefined)

    expect([await asked(), await asked()]).toEqual([2, 0])
  })

  it('is read anew at once after anything was written in this church by this server', async () => {
    const church = await world.church()
    const admin = await church.person('ADMIN')
    for (let turn = 0; turn < 5; turn += 1) {
      const person = await church.person('SECRETARY')
      expect(await mayList(person)).toBe(true)
      const { data } = await admin.api.sendText('query ($id: ID!) { user(id: $id) { roles { role { id } } } }', {
        id: person.userId,
      })
      const roleId = (data?.['user'] as { roles: { role: { id: string } }[] } | undefined)?.roles[0]?.role.id
      const input = { userId: person.userId, roleId }
      const { errors } = await admin.api.sendText(
        'mutation ($input: RevokeRoleInput!) { revokeRole(input: $input) { errors { code } } }',
        { input },
      )

      expect(errors).toEqual([])
      expect(await mayList(person)).toBe(false)
    }
  })

  it('is read anew when the database tells that another process has written', async () => {
    const church = await world.church()
    const person = await church.person('SECRETARY')
    expect(await mayList(person)).toBe(true)

    await take(church, person)

    await eventually(() => mayList(person)).toBe(false)
  })

  it('is believed for half a minute when nothing is heard, and no longer', async () => {
    const church = await world.church()
    const person = await church.person('SECRETARY')
    expect(await mayList(person)).toBe(true)

    await take(church, person, false)
    expect(await mayList(person)).toBe(true)
    clock.forward(31)

    expect(await mayList(person)).toBe(false)
  })

  it('is read anew when something may have been missed', async () => {
    const church = await world.church()
    const person = await church.person('SECRETARY')
    expect(await mayList(person)).toBe(true)

    await take(church, person, false)
    world.app.rightsChanged(null)

    expect(await mayList(person)).toBe(false)
  })

  it('is read anew by every server when a second factor is demanded, and when one is there no more', async () => {
    const { port } = await world.secondApp()
    const church = await world.church()
    const person = await church.person('SECRETARY')
    const there = { ...person, api: person.api.with({ port }) }
    const mayListAnywhere = async () => [await mayList(person), await mayList(there)]
    const byHand = (text: string, values: readonly string[] = []) => world.database.owner.query(text, [...values])
    const demand = (isIt: boolean) =>
      byHand(`update ${schemaOf(church)}.role set requires_totp = ${isIt} where key = 'SECRETARY'`)
    expect(await mayListAnywhere()).toEqual([true, true])

    await demand(true)
    await eventually(mayListAnywhere).toEqual([false, false])

    await byHand(
      `insert into control.second_factor (user_id, church_id, secret, confirmed_at) values ($1, $2, 'x', now())`,
      [person.userId, church.church.id],
    )
    await eventually(mayListAnywhere).toEqual([true, true])

    await byHand('delete from control.second_factor where user_id = $1', [person.userId])
    await eventually(mayListAnywhere).toEqual([false, false])
  })

  it('is not known by a token of another session', async () => {
    const church = await world.church()
    const [one, other] = [await church.person('SECRETARY'), await church.person(null)]

    expect([await mayList(one), await mayList(other), await mayList(one)]).toEqual([true, false, true])
  })
})
