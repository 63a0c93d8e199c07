import { beforeEach, describe, expect, it } from 'vitest'
import type { ChurchWorld, Person } from '../testing/church-world.js'
import { plantNotification } from '../testing/plant-notification.js'
import { createWorld } from '../testing/world.js'
import { churchAudienceId } from './notification.js'
import type { Reader } from './reader.js'
import { unreadNow } from './unread.queries.js'

const world = await createWorld()

let church: ChurchWorld
let person: Person
let reader: Reader
beforeEach(async () => {
  church = await world.church()
  person = await church.person('MEMBER')
  const own = { id: person.userId, since: null, until: null, isOfChild: false }
  reader = { userId: person.userId, audiences: [own], hidden: [] }
})

const unread = () => church.as(person, ({ db }) => unreadNow(db, reader))

/** Tells this audience so many things at once. */
async function tellMany(audienceId: string, count: number) {
  const kind = audienceId === churchAudienceId ? 'CHURCH' : 'USER'
  const ids = kind === 'CHURCH' ? [] : [audienceId]
  const schema = `c_${church.church.placeKey}`
  const counter = `update ${schema}.counter set value = value + $1 where name = 'notification' returning value - $1 as last`
  const { rows } = await world.database.owner.query<{ last: string }>(counter, [count])
  await world.database.owner.query(
    `with told as (
      insert into ${schema}.notification (id, seq, audience_kind, audience_ids, type, category, title, message)
      select gen_random_uuid(), $1::bigint + n, $3, $4, 'TOLD', 'OTHER', 'Told', 'Told' from generate_series(1, $2::int) as n
      returning seq)
    insert into ${schema}.notification_audience (audience_id, seq) select $5, seq from told`,
    [rows[0]?.last, count, kind, ids, audienceId],
  )
  await world.database.owner.query(`analyze ${schema}.notification, ${schema}.notification_audience`)
}

describe('unreadNow', () => {
  it('counts up to 1,000, and says up to which number it has counted', async () => {
    await tellMany(churchAudienceId, 1200)

    expect(await unread()).toEqual({ count: 1000, asOf: '1200', until: null })
  })

  it('counts once what names the reader twice', async () => {
    const { seq } = await plantNotification(church, { to: [person.userId, person.userId] })

    expect(await unread()).toEqual({ count: 1, asOf: seq, until: null })
  })

  it('finds the one thing that was told to the reader long before 5,000 that were told to others', async () => {
    await plantNotification(church, { to: [person.userId] })
    await tellMany(crypto.randomUUID(), 5000)

    expect(await unread()).toEqual({ count: 1, asOf: '5001', until: null })
  })
})
