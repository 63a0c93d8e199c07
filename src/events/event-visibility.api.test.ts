import { describe, expect, it } from 'vitest'
import type { Api } from '../testing/api.js'
import { graphql } from '../testing/generated/gql.js'
import { createWorld } from '../testing/world.js'

const world = await createWorld()

const Shown = graphql(`
  query ShownEvents {
    events {
      nodes {
        id
        visibility
      }
      totalCount
    }
  }
`)

const OneShown = graphql(`
  query OneShownEvent($id: ID!) {
    event(id: $id) {
      id
      ministry {
        id
      }
    }
  }
`)

describe('visibility', () => {
  it('shows each what is for them, in lists, alone and when it is told', async () => {
    const church = await world.church()
    const [inChoir, other, leader, admin] = [
      await church.person('MEMBER'),
      await church.person('MEMBER'),
      await church.person('LEADER'),
      await church.person('ADMIN'),
    ]
    const ministryId = await church.ministry([inChoir.memberId ?? ''])
    const events = {
      PUBLIC: await church.event({ visibility: 'PUBLIC' }),
      MEMBERS: await church.event({ visibility: 'MEMBERS' }),
      MINISTRY: await church.event({ ministryId }),
      LEADERS: await church.event({ visibility: 'LEADERS' }),
    }

    const by = async (api: Api) => {
      const { data } = await api.send(Shown, {})
      const alone = await Promise.all(
        Object.values(events).map(async ({ id }) => (await api.send(OneShown, { id })).data?.event),
      )
      expect(alone.filter(Boolean)).toHaveLength(data?.events.nodes.length ?? 0)
      expect(data?.events.totalCount).toBe(data?.events.nodes.length)
      return data?.events.nodes.map(({ visibility }) => visibility)
    }

    expect(await by(church.stranger)).toEqual(['PUBLIC'])
    expect(await by(other.api)).toEqual(['PUBLIC', 'MEMBERS'])
    expect(await by(inChoir.api)).toEqual(['PUBLIC', 'MEMBERS', 'MINISTRY'])
    expect(await by(leader.api)).toEqual(['PUBLIC', 'MEMBERS', 'LEADERS'])
    expect(await by(admin.api)).toEqual(['PUBLIC', 'MEMBERS', 'MINISTRY', 'LEADERS'])
  })

  it('shows who is not signed in no ministry, and nothing of a church without events', async () => {
    const church = await world.church()
    const admin = await church.person('ADMIN')
    const ministryId = await church.ministry()
    const { id } = await church.event({ ministryId, visibility: 'PUBLIC' })

    const { data } = await church.stranger.send(OneShown, { id })

    expect(data?.event).toMatchObject({ ministry: null })
    expect((await admin.api.send(OneShown, { id })).data?.event?.ministry).toEqual({ id: ministryId })
  })

  it('does not turn a token that counts no more into a stranger', async () => {
    const church = await world.church()
    const member = await church.person('MEMBER')
    await church.event({ visibility: 'PUBLIC' })
    await church.setStatus(member.userId, 'DISABLED')

    const { errors } = await member.api.send(Shown, {})

    expect(errors).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }])
  })
})
