import { readFileSync } from 'node:fs'
import { buildSchema } from 'graphql'
import { afterAll, describe, expect, it } from 'vitest'
import { systemClock } from '../platform/clock.js'
import { addSeconds } from '../platform/instant.js'
import { Api } from '../testing/api.js'
import { type ChurchWorld, type Person, testPassword } from '../testing/church-world.js'
import { deedsByMail } from '../testing/deeds-by-mail.js'
import { deedsOfAccounts } from '../testing/deeds-of-accounts.js'
import { deedsOfAnnouncements } from '../testing/deeds-of-announcements.js'
import { deedsOfAttendance } from '../testing/deeds-of-attendance.js'
import { deedsOfEvents } from '../testing/deeds-of-events.js'
import { deedsOfExports } from '../testing/deeds-of-exports.js'
import { deedsOfGroups } from '../testing/deeds-of-groups.js'
import { deedsOfImports } from '../testing/deeds-of-imports.js'
import { deedsOfJoining } from '../testing/deeds-of-joining.js'
import { deedsOfMembers } from '../testing/deeds-of-members.js'
import { deedsOfNotifications } from '../testing/deeds-of-notifications.js'
import { deedsOfPhotos } from '../testing/deeds-of-photos.js'
import { deedsOfRegistrations } from '../testing/deeds-of-registrations.js'
import { deedsOfResources } from '../testing/deeds-of-resources.js'
import { deedsOfRoles } from '../testing/deeds-of-roles.js'
import { jobsDone } from '../testing/jobs-done.js'
import { startNameServer } from '../testing/name-server.js'
import { newHost, proveDomain, wantDomain } from '../testing/proved-domain.js'
import { superAdmin } from '../testing/super-admin.js'
import { createWorld } from '../testing/world.js'

const names = await startNameServer()
afterAll(() => names.close())
const world = await createWorld({ nameServer: names.address })
const schema = buildSchema(readFileSync('schema.graphql', 'utf8'))
const lobby = new Api({ port: world.port, host: 'api.localhost', token: null })

/** Who acts, and where. */
interface Stage {
  readonly church: ChurchWorld
  readonly admin: Person
}

/** One mutation that succeeds: its text, who sends it, and what it leaves. */
interface Deed {
  readonly text: string | ((stage: Stage) => Promise<string>)
  readonly by?: Api
  /** Entries of the church's log and of the platform's; of a church that the deed founds itself, `of` names it. */
  readonly leaves:
    | { readonly church: string | readonly string[]; readonly platform?: string; readonly of?: string }
    | { readonly platform: string }
    | { readonly nothing: string }
}

const keeper = await superAdmin(world)
const actOn = (act: string, { church }: ChurchWorld): string =>
  `mutation { ${act}(input: { churchId: "${church.id}", reason: "a test" }) { errors { code } } }`

const onDomain = (act: string, id: string): string => `mutation { ${act}(input: { id: "${id}" }) { errors { code } } }`

const newName = `deed-${Math.random().toString(36).slice(2, 12)}`

const soon = addSeconds(systemClock.now(), 3600)
const createApiKey = `mutation {
  createApiKey(input: { name: "x", scopes: ["members.read"], expiresAt: "${soon}" }) { apiKey { id } errors { code } }
}`

const founding = `input: {
  churchName: "Deeds", subdomain: "${newName}", denomination: OTHER, timeZone: "UTC", currency: "GHS"
  admin: { name: "Esi", email: "esi@deeds.example", password: "quiet river stone" }
}`

/** Every mutation there is: a new one fails this file until it stands here, with what it tells the audit log. */
const deeds: Readonly<Record<string, Deed>> = {
  ...deedsOfMembers,
  ...deedsOfPhotos,
  ...deedsOfRoles,
  ...deedsOfAccounts,
  ...deedsByMail(world),
  ...deedsOfExports,
  ...deedsOfGroups,
  ...deedsOfJoining(world),
  ...deedsOfAnnouncements,
  ...deedsOfImports,
  ...deedsOfNotifications(world),
  createMember: {
    text: 'mutation { createMember(input: { firstName: "Esi", lastName: "Boateng" }) { errors { code } } }',
    leaves: { church: 'member.create' },
  },
  updateMember: {
    text: async ({ church }) =>
      `mutation { updateMember(input: { id: "${(await church.member()).id}", firstName: "Esi" }) { errors { code } } }`,
    leaves: { church: 'member.update' },
  },
  ...deedsOfEvents,
  ...deedsOfAttendance,
  ...deedsOfRegistrations,
  ...deedsOfResources,
  addDomain: {
    text: `mutation { addDomain(input: { host: "${newHost()}" }) { errors { code } } }`,
    leaves: { church: 'domain.add' },
  },
  verifyDomain: {
    text: async ({ admin }) => {
      const { id, proof } = await wantDomain(admin)
      names.publish(proof.name, proof.text)
      return onDomain('verifyDomain', id)
    },
    leaves: { church: 'domain.verify' },
  },
  setPrimaryDomain: {
    text: async ({ admin }) => onDomain('setPrimaryDomain', (await proveDomain(names, admin)).id),
    leaves: { church: 'domain.setPrimary' },
  },
  removeDomain: {
    text: async ({ admin }) => onDomain('removeDomain', (await wantDomain(admin)).id),
    leaves: { church: 'domain.remove' },
  },
  createApiKey: { text: createApiKey, leaves: { church: 'apiKey.create' } },
  revokeApiKey: {
    text: async ({ admin }) => {
      const { text } = await admin.api.sendText(createApiKey)
      const [, id] = /"id":"([^"]+)"/.exec(text) ?? []
      return `mutation { revokeApiKey(input: { id: "${id}" }) { errors { code } } }`
    },
    leaves: { church: 'apiKey.revoke' },
  },
  registerChurch: {
    text: `mutation { registerChurch(${founding}) { errors { code } } }`,
    by: lobby,
    leaves: { church: 'church.register', platform: 'church.register', of: newName },
  },
  signInSuperAdmin: {
    text: `mutation { signInSuperAdmin(input: { email: "${keeper.email}", password: "${testPassword}" }) { errors { code } } }`,
    by: lobby,
    leaves: { platform: 'superAdmin.signIn' },
  },
  suspendChurch: {
    text: async ({ church }) => actOn('suspendChurch', church),
    by: keeper.api,
    leaves: { platform: 'church.suspend' },
  },
  reopenChurch: {
    text: async ({ church }) => {
      await keeper.api.sendText(actOn('suspendChurch', church))
      return actOn('reopenChurch', church)
    },
    by: keeper.api,
    leaves: { platform: 'church.reopen' },
  },
  setComplimentary: {
    text: async ({ church }) => actOn('setComplimentary', church),
    by: keeper.api,
    leaves: { platform: 'church.setComplimentary' },
  },
  updateChurch: {
    text: 'mutation { updateChurch(input: { phone: "030 111" }) { errors { code } } }',
    leaves: { church: 'church.update' },
  },
  updateChurchFeatures: {
    text: 'mutation { updateChurchFeatures(input: { features: { pledges: true } }) { errors { code } } }',
    leaves: { church: 'church.updateFeatures' },
  },
  applyDenominationDefaults: {
    text: 'mutation { applyDenominationDefaults(input: {}) { errors { code } } }',
    leaves: { church: 'church.applyDefaults' },
  },
  updateChurchSettings: {
    text: 'mutation { updateChurchSettings(input: { members: { memberPrefix: "AB" } }) { errors { code } } }',
    leaves: { church: 'church.updateSettings' },
  },
}

await world.startJobs()

/** What the log of a church and the platform's hold, once the jobs are done that write the first. */
const told = async (placeKey: string): Promise<readonly string[]> => {
  await jobsDone(world, placeKey)
  const { rows } = await world.database.owner.query<{ action: string }>(
    `select action from c_${placeKey}.audit_log
     union all select 'platform: ' || action from control.platform_audit`,
  )
  return rows.map(({ action }) => action)
}

const leftBy = (leaves: Deed['leaves']): readonly string[] => [
  ...('church' in leaves ? [leaves.church].flat() : []),
  ...('platform' in leaves && leaves.platform !== undefined ? [`platform: ${leaves.platform}`] : []),
]

const placeKeyOf = async (subdomain: string): Promise<string> =>
  (await world.app.catalogue.findChurch(subdomain)).placeKey

/** What was told before `newName` was founded: nothing of it. */
const founded = (before: readonly string[]) => before.filter((action) => action.startsWith('platform: '))

describe('every mutation', () => {
  it('is tried', () => {
    expect(Object.keys(deeds).toSorted()).toEqual(Object.keys(schema.getMutationType()?.getFields() ?? {}).toSorted())
  })

  it.each(Object.entries(deeds))('%s tells what it did', async (name, { text, by, leaves }) => {
    const church = await world.church()
    const stage = { church, admin: await church.person('ADMIN', { onRoll: false }) }
    const sent = typeof text === 'string' ? text : await text(stage)
    const before = await told(church.church.placeKey)

    const { data, errors } = await (by ?? stage.admin.api).sendText(sent)

    expect({ data, errors }).toMatchObject({ data: { [name]: { errors: [] } }, errors: [] })
    const of = 'of' in leaves ? leaves.of : undefined
    const after = await told(of === undefined ? church.church.placeKey : await placeKeyOf(of))
    expect(after.toSorted()).toEqual([...(of === undefined ? before : founded(before)), ...leftBy(leaves)].toSorted())
  })
})
