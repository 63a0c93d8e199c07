import { describe, expect, it } from 'vitest'
import { type Denomination, denominations, effectiveFeatures, featureDescriptions, features } from './features.js'

// The table of domain.md, section 5, as it stands there.
const specification = `
|feature|CATHOLIC|ANGLICAN|ORTHODOX|LUTHERAN|PENTECOSTAL|NON_DENOMINATIONAL|BAPTIST|PRESBYTERIAN|REFORMED|METHODIST|SEVENTH_DAY_ADVENTIST|OTHER|
|events|Y|Y|Y|Y|Y|Y|Y|Y|Y|Y|Y|Y|
|announcements|Y|Y|Y|Y|Y|Y|Y|Y|Y|Y|Y|Y|
|tithing|-|-|Y|Y|Y|Y|Y|-|Y|-|-|Y|
|offerings|Y|Y|Y|Y|Y|Y|Y|Y|Y|Y|Y|Y|
|smallGroups|Y|-|Y|Y|Y|Y|Y|-|Y|Y|-|Y|
|volunteerManagement|Y|Y|Y|Y|Y|Y|Y|Y|Y|Y|Y|Y|
|serviceRequests|Y|Y|Y|Y|Y|Y|Y|Y|Y|Y|Y|Y|
|pastoralNotes|Y|Y|Y|Y|Y|Y|Y|Y|Y|Y|Y|Y|
|membershipWorkflows|-|-|Y|Y|Y|Y|Y|Y|Y|Y|Y|Y|
|sacraments|Y|Y|Y|Y|-|-|Y|Y|-|Y|Y|-|
|liturgicalCalendar|Y|Y|-|Y|-|-|-|-|-|-|-|-|
|altarCalls|-|-|-|-|Y|Y|-|-|-|-|-|-|
|prayerRequests|-|-|-|-|Y|-|-|-|-|-|-|-|
|certificates|Y|Y|-|-|-|-|-|-|-|-|-|-|
|reconciliation|Y|-|-|-|-|-|-|-|-|-|-|-|
|anointingOfSick|Y|-|-|-|-|-|-|-|-|-|-|-|
|holyOrders|Y|-|-|-|-|-|-|-|-|-|-|-|
|pledges|-|-|-|-|-|-|-|-|-|Y|-|-|
|sabbathScheduling|-|-|-|-|-|-|-|-|-|-|Y|-|
|healthMinistries|-|-|-|-|-|-|-|-|-|-|Y|-|
|elderRoles|-|-|-|-|Y|-|-|Y|Y|-|-|-|
|sessionNotes|-|-|-|-|-|-|-|Y|Y|-|-|-|
|documents|Y|Y|-|-|-|-|Y|-|-|-|-|-|
`

const [head = [], ...rows] = specification
  .trim()
  .split('\n')
  .map((line) => line.split('|').slice(1, -1))

const defaultsOf = (denomination: string): string[] =>
  rows.filter((row) => row[head.indexOf(denomination)] === 'Y').map(([feature]) => feature ?? '')

const none: ReadonlyMap<string, boolean> = new Map()

describe('features', () => {
  it('are the specified ones, in their order, each explained', () => {
    expect(features).toEqual(rows.map(([feature]) => feature))
    expect(Object.keys(featureDescriptions)).toEqual(features)
  })
})

describe('effectiveFeatures', () => {
  it('knows the specified denominations', () => {
    expect(denominations).toEqual(head.slice(1))
  })

  it.each(denominations)('gives %s the specified defaults', (denomination) => {
    expect([...effectiveFeatures(denomination, none)]).toEqual(defaultsOf(denomination))
  })

  it('puts the choice of the church above the default, both ways', () => {
    const on = effectiveFeatures('PENTECOSTAL', new Map(Object.entries({ documents: true, altarCalls: false })))

    expect(on.has('documents')).toBe(true)
    expect(on.has('altarCalls')).toBe(false)
  })

  it('switches off what rests on sacraments together with them, chosen or not', () => {
    const chosen = new Map(Object.entries({ sacraments: false, certificates: true }))

    const on = effectiveFeatures('CATHOLIC', chosen)

    const rest = ['sacraments', 'certificates', 'reconciliation', 'anointingOfSick', 'holyOrders'] as const
    expect(rest.filter((feature) => on.has(feature))).toEqual([])
  })

  it('takes no notice of a key that is no feature', () => {
    const on: ReadonlySet<string> = effectiveFeatures('OTHER', new Map([['toString', true]]))

    expect([...on]).toEqual(defaultsOf('OTHER' satisfies Denomination))
  })
})
