import { beforeAll, describe, expect, it } from 'vitest'
import type { ChurchWorld, Person } from '../testing/church-world.js'
import { plantAnnouncement } from '../testing/plant-announcement.js'
import { createWorld } from '../testing/world.js'
import { announcementList } from './announcement-list.queries.js'

const world = await createWorld()

describe('announcementList', () => {
  let church: ChurchWorld
  let reader: Person
  beforeAll(async () => {
    church = await world.church()
    reader = await church.person('MEMBER')
    await plantAnnouncement(church, 'Vigil', {
      publishedAt: '2031-03-02T10:00:00.000Z',
      expiresAt: '2031-03-03T10:00:00.000Z',
    })
    await plantAnnouncement(church, 'Always', { publishedAt: '2031-03-02T09:59:59.999Z' })
  })

  it.each([
    ['before it is published', '2031-03-02T09:59:59.998Z', []],
    ['as soon as it is published', '2031-03-02T10:00:00.000Z', ['Vigil', 'Always']],
    ['until the last moment', '2031-03-03T09:59:59.999Z', ['Vigil', 'Always']],
    ['when its end has come', '2031-03-03T10:00:00.000Z', ['Always']],
    ['long afterwards', '2099-01-01T00:00:00.000Z', ['Always']],
  ])('shows and counts one %s', async (_case, now, titles) => {
    await church.as(reader, async ({ db }) => {
      const page = await announcementList(db, { memberId: null, roleIds: [], roles: [], writes: null, now }, {})

      expect(page.nodes.map(({ title }) => title)).toEqual(titles)
      expect(await page.count()).toBe(titles.length)
    })
  })
})
