import { describe, expect, it } from 'vitest'
import { statementsOf } from '../testing/count-statements.js'
import { createWorld } from '../testing/world.js'
import { requestPasswordReset, resendVerification } from './request-link.js'

// No worker runs here: what is counted is what a request does.
const world = await createWorld()

describe('asking for a link', () => {
  it.each([
    ['a password', requestPasswordReset],
    ['an address', resendVerification],
  ])('for %s does the same work for a known and an unknown account, and looks for neither', async (_case, ask) => {
    const church = await world.church()
    const person = await church.person('MEMBER')

    const works: (readonly string[])[] = []
    for (const email of [person.email, 'nobody@people.example']) {
      works.push(await church.as(person, (ctx) => statementsOf(() => ask(ctx, { email }))))
    }

    expect(works[0]).toEqual(works[1])
    expect(works[0]).toEqual([expect.stringContaining('select enqueue(')])
  })

  it('tells the queue no address', async () => {
    const church = await world.church()
    const person = await church.person('MEMBER')

    await church.as(person, (ctx) => requestPasswordReset(ctx, { email: person.email }))

    const { rows } = await world.database.owner.query<{ payload: string }>(
      'select payload::text from graphile_worker._private_jobs',
    )
    expect(rows.length).toBeGreaterThan(0)
    expect(JSON.stringify(rows)).not.toContain(person.email)
  })
})
