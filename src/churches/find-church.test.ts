import { beforeAll, describe, expect, it } from 'vitest'
import type { ChurchWorld } from '../testing/church-world.js'
import { createWorld } from '../testing/world.js'
import type { ChurchStatus } from './church.js'
import { createCatalogue } from './find-church.js'

const world = await createWorld()

const become = (church: ChurchWorld, status: ChurchStatus) =>
  world.database.owner.query('update control.church set status = $2 where id = $1', [church.church.id, status])

/** A catalogue that has not asked for anything yet. */
const newCatalogue = () => createCatalogue(world.database.gate.catalogue(), 1)

describe('findChurch', () => {
  let church: ChurchWorld
  beforeAll(async () => {
    church = await world.church({ denomination: 'CATHOLIC', timeZone: 'Africa/Lagos' })
  })

  it('finds an active church with all that is known of it', async () => {
    const { subdomain, id } = church.church

    const found = await newCatalogue().findChurch(subdomain)

    expect(found).toMatchObject({ id, subdomain, status: 'ACTIVE', timeZone: 'Africa/Lagos', currency: 'GHS' })
    expect(found.features.has('holyOrders')).toBe(true)
    expect(found.placeKey).toMatch(/^[a-z2-7]{16}$/)
  })

  it('does not mind the case of letters', async () => {
    const found = await newCatalogue().findChurch(church.church.subdomain.toUpperCase())

    expect(found.id).toBe(church.church.id)
  })

  it.each([
    ['nobody has', 'nobody-here'],
    ['is empty', ''],
    ['is two names', 'one two'],
    ['is a path', '../church'],
    ['holds a dot', 'a.b'],
    ['holds a NUL', 'a\0b'],
    ['holds a quote', "x' or true--"],
    ['begins with a hyphen', '-church'],
    ['is a letter that grows with its case', 'ﬀ'],
    ['is 64 letters long', 'x'.repeat(64)],
    ['is a property of objects', '__proto__'],
    ['is a method of objects', 'constructor'],
  ])('refuses a name that %s', async (_case, name) => {
    await expect(newCatalogue().findChurch(name)).rejects.toMatchObject({ code: 'TENANT_NOT_FOUND' })
  })

  it('repeats no more than 63 letters of an unknown name', async () => {
    const error: unknown = await newCatalogue()
      .findChurch('y'.repeat(10_000))
      .catch((thrown: unknown) => thrown)

    expect(String(error).match(/y+/)?.[0]).toHaveLength(63)
  })

  it.each([
    ['WARM', 'TENANT_NOT_FOUND'],
    ['SUSPENDED', 'TENANT_SUSPENDED'],
    ['ARCHIVED', 'TENANT_ARCHIVED'],
    ['ERASED', 'TENANT_ARCHIVED'],
  ] as const)('lets nobody into a church that is %s', async (status, code) => {
    await become(church, status)

    const attempt = newCatalogue().findChurch(church.church.subdomain)

    await expect(attempt).rejects.toMatchObject({ code })
    await become(church, 'ACTIVE')
  })

  it('remembers what it found until it is told to forget', async () => {
    const catalogue = newCatalogue()
    const { subdomain } = church.church
    await catalogue.findChurch(subdomain)
    await become(church, 'SUSPENDED')

    expect((await catalogue.findChurch(subdomain)).status).toBe('ACTIVE')
    catalogue.forget(subdomain.toUpperCase())
    await expect(catalogue.findChurch(subdomain)).rejects.toMatchObject({ code: 'TENANT_SUSPENDED' })
    await become(church, 'ACTIVE')
  })

  it('remembers that a name is nobody’s, too', async () => {
    const catalogue = newCatalogue()
    const name = `later-${church.church.subdomain}`
    await expect(catalogue.findChurch(name)).rejects.toMatchObject({ code: 'TENANT_NOT_FOUND' })
    await world.database.owner.query('update control.church set subdomain = $2 where id = $1', [church.church.id, name])

    await expect(catalogue.findChurch(name)).rejects.toMatchObject({ code: 'TENANT_NOT_FOUND' })
    expect((await newCatalogue().findChurch(name)).id).toBe(church.church.id)
  })

  it('knows what each church chose against the default of its denomination', async () => {
    const chooser = await world.church({ denomination: 'PENTECOSTAL' })
    await world.database.owner.query(
      `insert into control.church_feature (church_id, feature, enabled) values ($1, 'pledges', true), ($1, 'events', false)`,
      [chooser.church.id],
    )

    const { features } = await newCatalogue().findChurch(chooser.church.subdomain)

    expect([features.has('pledges'), features.has('events'), features.has('altarCalls')]).toEqual([true, false, true])
  })
})
