import { beforeAll, describe, expect, it } from 'vitest'
import type { ChurchWorld, Person } from '../testing/church-world.js'
import { graphql } from '../testing/generated/gql.js'
import { createWorld } from '../testing/world.js'
import { changeChurchSettings } from './church-settings.repository.js'
import { groupNames, type SettingGroup, settingsOf, type SettingValue } from './settings.js'

const world = await createWorld()

const UpdateChurchSettings = graphql(`
  mutation UpdateChurchSettings($input: UpdateChurchSettingsInput!) {
    updateChurchSettings(input: $input) {
      settings {
        version
        members {
          memberPrefix
          adultAge
        }
        communication {
          senderName
          replyTo
          reminderHours
        }
      }
      errors {
        code
        path
        params
      }
    }
  }
`)

const everything = `{ churchSettings { version fiscalStartMonth ${groupNames
  .map(
    (group) =>
      `${group} { ${settingsOf(group)
        .map(([name]) => name)
        .join(' ')} }`,
  )
  .join(' ')} } }`

describe('churchSettings', () => {
  let church: ChurchWorld
  let admin: Person
  beforeAll(async () => {
    church = await world.church()
    admin = await church.person('ADMIN')
  })

  it('begin with what most churches want', async () => {
    const { data } = await admin.api.sendText(everything)

    expect(data).toEqual({
      churchSettings: {
        version: 1,
        fiscalStartMonth: 1,
        branding: { motto: null },
        members: { memberPrefix: 'TE', memberStart: 1, publicApplications: true, adultAge: 18 },
        giving: { receiptPrefix: 'R', receiptFooter: null, twoPersonBatches: false },
        communication: { senderName: null, replyTo: null, reminderHours: 24 },
        privacy: {
          ...{ directoryEnabled: false, publicPrayerForm: false },
          ...{ moderatePrayerWall: true, applicationRetentionMonths: 24 },
        },
        automation: { followUpDays: 7, pledgeReminders: true, sabbathGuard: false },
        integration: { icalPublic: true },
      },
    })
  })

  it('are read by those who have the right, and changed by those who may manage them', async () => {
    const [secretary, member] = [await church.person('SECRETARY'), await church.person('MEMBER')]
    const change = { input: { members: { adultAge: 20 } } }

    const answers = [
      await secretary.api.sendText(everything),
      await member.api.sendText(everything),
      await church.stranger.sendText(everything),
      await secretary.api.send(UpdateChurchSettings, change),
      await member.api.send(UpdateChurchSettings, change),
    ]

    expect(answers.map(({ status }) => status)).toEqual([200, 403, 401, 403, 403])
  })
})

describe('updateChurchSettings', () => {
  let church: ChurchWorld
  let admin: Person
  beforeAll(async () => {
    church = await world.church()
    admin = await church.person('ADMIN')
  })
  const update = async (input: object) => (await admin.api.sendText(updateText, { input })).data
  const updateText = `mutation ($input: UpdateChurchSettingsInput!) {
    updateChurchSettings(input: $input) { settings { version } errors { code path } } }`

  it('changes what is named of one group, at once, and nothing else', async () => {
    const { data } = await admin.api.send(UpdateChurchSettings, {
      input: { communication: { senderName: ' Grace Office ', replyTo: 'Office@Grace.org' } },
    })

    expect(data?.updateChurchSettings).toMatchObject({
      settings: { communication: { senderName: 'Grace Office', replyTo: 'office@grace.org', reminderHours: 24 } },
      errors: [],
    })
  })

  it('empties what may be empty', async () => {
    const { data } = await admin.api.send(UpdateChurchSettings, { input: { communication: { senderName: null } } })

    expect(data?.updateChurchSettings?.settings?.communication.senderName).toBeNull()
  })

  it('decides the number of the next member', async () => {
    await update({ members: { memberPrefix: 'GRACE' } })

    expect((await church.member()).memberNumber).toMatch(/^GRACE-\d{4}$/)
  })

  it('says where each fault lies', async () => {
    const { data } = await admin.api.send(UpdateChurchSettings, {
      input: { members: { memberPrefix: 'no', adultAge: 99 } },
    })

    expect(data?.updateChurchSettings).toEqual({
      settings: null,
      errors: [
        { code: 'INVALID', path: ['members', 'memberPrefix'], params: null },
        { code: 'INVALID', path: ['members', 'adultAge'], params: { least: 10, most: 30 } },
      ],
    })
  })

  it('changes one group at a time', async () => {
    expect(await update({ members: {}, giving: {} })).toMatchObject({
      updateChurchSettings: { errors: [{ code: 'INVALID', path: [] }] },
    })
  })

  it.each([
    ['a group nobody knows', { theme: {} }],
    ['a setting nobody knows', { members: { colour: 'red' } }],
    ['a setting of another group', { giving: { motto: 'x' } }],
    ['a column', { members: { member_prefix: 'GR' } }],
    ['the month of the fiscal year', { giving: { fiscalStartMonth: 2 } }],
    ['a number with a fraction', { members: { adultAge: 18.5 } }],
    ['a key that is a trap', JSON.parse('{ "__proto__": { "x": 1 } }') as object],
    ['a key that every object has', JSON.parse('{ "members": { "constructor": 1 } }') as object],
  ])('does not take %s', async (_case, input) => {
    const { status, errors } = await admin.api.sendText(updateText, { input })

    expect(status).toBe(400)
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }])
  })

  it('refuses a version that is old, and lets one of ten who read the same version win', async () => {
    const { data } = await admin.api.sendText('{ churchSettings { version } }')
    const { version } = (data ?? {})['churchSettings'] as { version: number }

    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, at) =>
        admin.api.send(UpdateChurchSettings, {
          input: { expectedVersion: version, automation: { followUpDays: at + 1 } },
        }),
      ),
    )

    const refused = answers.flatMap((answer) => answer.data?.updateChurchSettings?.errors ?? [])
    expect(refused).toEqual(Array(9).fill({ code: 'STALE_VERSION', path: ['expectedVersion'], params: null }))
  })

  it('is checked by the database as well, setting by setting', async () => {
    const wrong = groupNames.flatMap((group) => settingsOf(group).flatMap((setting) => wrongValues(group, setting)))

    const codes = []
    for (const { name, value } of wrong) {
      const attempt = church.write((db) =>
        changeChurchSettings(db, { values: { [name]: value }, now: '2026-03-01T10:00:00Z' }),
      )
      codes.push(
        await attempt.then(
          () => `${name} took ${String(value)}`,
          (error: unknown) => (error as { code?: string }).code,
        ),
      )
    }

    expect(wrong.length).toBeGreaterThan(20)
    expect(new Set(codes)).toEqual(new Set(['23514', '23502']))
  })
})

/** Values of a setting that the rules refuse. */
function wrongValues(_group: SettingGroup, [name, setting]: ReturnType<typeof settingsOf>[number]) {
  const values: SettingValue[] = []
  if (setting.kind !== 'text' || setting.isRequired) values.push(null)
  if (setting.kind === 'count') values.push(setting.least - 1, ...(setting.most < 1_000_000 ? [setting.most + 1] : []))
  if (setting.kind === 'text') values.push(`A${'B'.repeat(setting.maximum)}`)
  return values.map((value) => ({ name, value }))
}
