import { Secret, TOTP } from 'otpauth'
import { type ChurchWorld, type Person, testPassword } from './church-world.js'

/** A mutation about accounts that succeeds, and the audit entries it leaves. */
export interface AccountDeed {
  readonly text: (stage: { readonly church: ChurchWorld; readonly admin: Person }) => Promise<string>
  readonly leaves: { readonly church: string | readonly string[] } | { readonly nothing: string }
}

/** A deed that leaves entries in the church's log. */
export const deed = (text: AccountDeed['text'], church: string | readonly string[]): AccountDeed => ({
  text,
  leaves: { church },
})

/** The text of a mutation with this input. */
export const mutation = (operation: string, input?: string): string =>
  `mutation { ${operation}${input === undefined ? '' : `(input: { ${input} })`} { errors { code } } }`

const always = (operation: string, input?: string) => async (): Promise<string> => mutation(operation, input)

/** Reads the one value called `name` out of an answer. */
export const valueIn = (answer: string, name: string): string =>
  new RegExp(`"${name}":"([^"]+)"`).exec(answer)?.[1] ?? ''

/** Puts a second factor into force; resolves to a recovery code. */
async function enrol({ api }: Person): Promise<string> {
  const code = await beginTotp(api)
  const { text } = await api.sendText(`mutation { confirmTotp(input: { code: "${code}" }) { recoveryCodes } }`)
  return /"recoveryCodes":\["([^"]+)"/.exec(text)?.[1] ?? ''
}

/** Begins a second factor; resolves to a code of it. */
async function beginTotp(api: Person['api']): Promise<string> {
  const { text } = await api.sendText(
    `mutation { enableTotp(input: { password: "${testPassword}" }) { enrolment { secret } } }`,
  )
  return new TOTP({ secret: Secret.fromBase32(valueIn(text, 'secret')) }).generate()
}

/** Every mutation about one's own account. */
export const deedsOfAccounts: Readonly<Record<string, AccountDeed>> = {
  signIn: deed(
    async ({ admin }) => mutation('signIn', `email: "${admin.email}", password: "${testPassword}"`),
    'user.signIn',
  ),
  signOut: deed(always('signOut'), 'user.signOut'),
  signOutEverywhere: deed(always('signOutEverywhere'), 'user.signOutEverywhere'),
  revokeSession: deed(async ({ admin }) => {
    const { text } = await admin.api.sendText('{ viewer { sessions { id } } }')
    return mutation('revokeSession', `id: "${valueIn(text, 'id')}"`)
  }, 'user.revokeSession'),
  refreshSession: {
    text: async ({ admin }) => mutation('refreshSession', `refreshToken: "${admin.refreshToken}"`),
    leaves: { nothing: 'the session goes on' },
  },
  changePassword: deed(
    always('changePassword', `currentPassword: "${testPassword}", newPassword: "quiet morning rain"`),
    'user.changePassword',
  ),
  updateViewer: deed(always('updateViewer', 'name: "Esi Boateng"'), 'user.update'),
  enableTotp: {
    text: always('enableTotp', `password: "${testPassword}"`),
    leaves: { nothing: 'it is asked for nowhere until confirmTotp' },
  },
  confirmTotp: deed(
    async ({ admin }) => mutation('confirmTotp', `code: "${await beginTotp(admin.api)}"`),
    'user.confirmTotp',
  ),
  disableTotp: deed(async ({ admin }) => mutation('disableTotp', `code: "${await enrol(admin)}"`), 'user.disableTotp'),
  verifyTotp: deed(async ({ church, admin }) => {
    const code = await enrol(admin)
    const { text } = await church.stranger.sendText(
      `mutation { signIn(input: { email: "${admin.email}", password: "${testPassword}" }) { challenge { token } } }`,
    )
    return mutation('verifyTotp', `challenge: "${valueIn(text, 'token')}", code: "${code}"`)
  }, 'user.signIn'),
  requestPasswordReset: {
    text: async ({ admin }) => mutation('requestPasswordReset', `email: "${admin.email}"`),
    leaves: { nothing: 'a mail, whoever asked' },
  },
  resendVerification: {
    text: async ({ admin }) => mutation('resendVerification', `email: "${admin.email}"`),
    leaves: { nothing: 'a mail, whoever asked' },
  },
  changeEmail: deed(
    always('changeEmail', `newEmail: "${crypto.randomUUID()}@people.example", password: "${testPassword}"`),
    'user.changeEmail',
  ),
}
