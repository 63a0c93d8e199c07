import type { ChurchWorld, Person } from './church-world.js'
import { type AccountDeed, deed, mutation, valueIn } from './deeds-of-accounts.js'
import { eventually } from './eventually.js'
import { proveAddress } from './prove-address.js'
import type { World } from './world.js'

type Post = Pick<World, 'mailbox' | 'database'>

/** Where it is done, and by whom. */
interface Stage {
  readonly church: ChurchWorld
  readonly admin: Person
}

async function tokenSentTo(post: Post, address: string): Promise<string> {
  const { received } = await post.mailbox()
  const find = () => received.find(({ to, mail }) => to.includes(address) && mail.text?.includes('#token='))
  await eventually(find).toBeDefined()
  return /#token=([\w-]+)/.exec(find()?.mail.text ?? '')?.[1] ?? ''
}

async function tokenOf(post: Post, asking: string, { email, api }: Person): Promise<string> {
  await api.sendText(mutation(asking, `email: "${email}"`))
  return tokenSentTo(post, email)
}

/** Somebody who may be invited by this administrator, whose address counts as proved. */
async function guestOf({ database }: Post, { church, admin }: Stage) {
  await proveAddress({ database }, admin)
  const { id: roleId } = await church.write((db) =>
    db.selectFrom('role').select('id').where('key', '=', 'MEMBER').executeTakeFirstOrThrow(),
  )
  const email = `${crypto.randomUUID()}@people.example`
  return { email, input: `email: "${email}", name: "Kofi Owusu", roleIds: ["${roleId}"]` }
}

async function invite(post: Post, stage: Stage) {
  const { email, input } = await guestOf(post, stage)
  const { text } = await stage.admin.api.sendText(`mutation { inviteUser(input: { ${input} }) { invitation { id } } }`)
  return { email, id: valueIn(text, 'id') }
}

const aboutInvitation = (post: Post, operation: string, action: string): AccountDeed =>
  deed(async (stage) => mutation(operation, `id: "${(await invite(post, stage)).id}"`), action)

/** Every mutation that needs a mailed link or an invitation. */
export const deedsByMail = (post: Post): Readonly<Record<string, AccountDeed>> => ({
  resetPassword: deed(async ({ admin }) => {
    const token = await tokenOf(post, 'requestPasswordReset', admin)
    return mutation('resetPassword', `token: "${token}", password: "quiet morning rain"`)
  }, 'user.resetPassword'),
  verifyEmail: deed(
    async ({ admin }) => mutation('verifyEmail', `token: "${await tokenOf(post, 'resendVerification', admin)}"`),
    'user.verifyEmail',
  ),
  inviteUser: deed(async (stage) => mutation('inviteUser', (await guestOf(post, stage)).input), 'invitation.create'),
  resendInvitation: aboutInvitation(post, 'resendInvitation', 'invitation.resend'),
  revokeInvitation: aboutInvitation(post, 'revokeInvitation', 'invitation.revoke'),
  acceptInvitation: deed(
    async (stage) => {
      const token = await tokenSentTo(post, (await invite(post, stage)).email)
      return mutation('acceptInvitation', `token: "${token}", password: "quiet morning rain"`)
    },
    ['user.acceptInvitation', 'user.settleInvitation', 'user.signIn'],
  ),
})
