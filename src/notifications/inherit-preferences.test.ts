import { beforeEach, describe, expect, it } from 'vitest'
import { inviteUser } from '../invitations/invite-user.js'
import { settleInvitation } from '../invitations/settle-invitation.js'
import { linkUserToMember } from '../members/link-user-to-member.js'
import { mergeMembers } from '../members/merge-members.js'
import { unlinkUser } from '../members/unlink-user.js'
import { type ChurchWorld, done, type Person, testPassword } from '../testing/church-world.js'
import { deliveryBed, nextMorning } from '../testing/delivery-bed.js'
import { proveAddress } from '../testing/prove-address.js'
import { createWorld } from '../testing/world.js'
import { setNotificationPreference } from './set-notification-preference.js'
import { endingToken, unsubscribe } from './unsubscribe.js'

const world = await createWorld()

let church: ChurchWorld
let admin: Person
let memberId: string
beforeEach(async () => {
  church = await world.church()
  admin = await church.person('ADMIN')
  await proveAddress(world, admin)
  memberId = await newMember()
})

const newMember = async () => (await church.member({ email: `${crypto.randomUUID()}@people.example` })).id

/** Ends mails of the category OTHER by the link in a mail to this member or account. */
const end = (ownerId: string) => {
  const token = endingToken(world.app.parts.seals, church.church, { ownerId, categories: ['OTHER'] })
  return church.as(admin, (ctx) => unsubscribe(ctx, token))
}

const link = (userId: string, to = memberId) =>
  church.as(admin, async (ctx) => done(await linkUserToMember(ctx, { userId, memberId: to })))

/** Whether mails of the category are made out and sent to an account, or a member without one. */
async function isMailed(ownerId: string, to = memberId): Promise<boolean> {
  const bed = deliveryBed(world, { church, by: admin })
  await bed.told({ to: [to], kind: 'MEMBER' })
  await bed.send(nextMorning)
  return (await bed.statusesOf(ownerId)).includes('SENT')
}

describe('who ended mails before having an account', () => {
  it('gets none afterwards, and finds it among the preferences', async () => {
    expect(await isMailed(memberId)).toBe(true)
    await end(memberId)
    const { userId, api } = await church.person('MEMBER', { onRoll: false })
    await link(userId)

    expect(await isMailed(userId)).toBe(false)
    const { data } = await api.sendText('{ notificationPreferences { preferences { channel category enabled } } }')
    expect(JSON.stringify(data)).toContain('{"channel":"EMAIL","category":"OTHER","enabled":false}')
    expect(JSON.stringify(data)).toContain('{"channel":"EMAIL","category":"EVENT","enabled":true}')
  })

  it('gets none when they came in by an invitation', async () => {
    await end(memberId)
    const email = `${crypto.randomUUID()}@people.example`
    const roles = await church.write((db) => db.selectFrom('role').select('id').where('key', '=', 'MEMBER').execute())
    const invited = { email, name: 'Ama', roleIds: roles.map(({ id }) => id), memberId }
    const invitation = await church.as(admin, async (ctx) => done(await inviteUser(ctx, invited)))
    await world.database.owner.query('update control.invitation set accepted_at = now() where id = $1', [invitation.id])
    await world.database.owner.query(`update control.user_account set status = 'ACTIVE' where email = $1`, [email])
    await church.as(admin, (ctx) => settleInvitation(ctx, invitation.id))

    expect(await isMailed(invitation.userId)).toBe(false)
  })

  it('gets none when the link of an old mail is used after they have one', async () => {
    const { userId } = await church.person('MEMBER', { onRoll: false })
    await link(userId)
    await end(memberId)

    expect(await isMailed(userId)).toBe(false)
  })

  it('keeps what they have chosen with the account already', async () => {
    await end(memberId)
    const person = await church.person('MEMBER', { onRoll: false })
    const chosen = { channel: 'EMAIL', category: 'OTHER', enabled: true, frequency: 'DAILY' } as const
    await church.as(person, async (ctx) => done(await setNotificationPreference(ctx, chosen)))
    await link(person.userId)

    expect(await isMailed(person.userId)).toBe(true)
  })
})

describe('who ended mails', () => {
  it('gets none when the account is theirs no more', async () => {
    const { userId } = await church.person('MEMBER', { onRoll: false })
    await link(userId)
    await end(userId)
    await church.as(admin, async (ctx) => done(await unlinkUser(ctx, { id: userId })))

    expect(await isMailed(memberId)).toBe(false)
  })

  it('gets none under the record that theirs was merged into, with or without an account, nor by an old link', async () => {
    const [kept, other] = [await newMember(), await newMember()]
    const { userId } = await church.person('MEMBER', { onRoll: false })
    await link(userId, other)
    const merge = (keptId: string, mergedId: string) =>
      church.as(admin, async (ctx) => done(await mergeMembers(ctx, { keptId, mergedId, password: testPassword })))
    await end(memberId)

    await merge(kept, memberId)
    expect(await isMailed(kept, kept)).toBe(false)
    await merge(kept, other)
    expect(await isMailed(userId, kept)).toBe(false)

    const another = await newMember()
    await merge(kept, another)
    const events = endingToken(world.app.parts.seals, church.church, { ownerId: another, categories: ['EVENT'] })
    await church.as(admin, (ctx) => unsubscribe(ctx, events))
    const rows = await church.write((db) =>
      db.selectFrom('notification_preference').select('category').where('owner_id', '=', userId).execute(),
    )
    expect(rows.map(({ category }) => category).toSorted()).toEqual(['EVENT', 'OTHER'])
  })
})
