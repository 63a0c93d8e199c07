import { describe, expect, it } from 'vitest'
import type { Api } from '../testing/api.js'
import { type Person, testPassword } from '../testing/church-world.js'
import { listeners, setTriggerStage } from '../testing/trigger-stage.js'
import { triggersOfEvents } from '../testing/triggers-of-events.js'
import { triggersOfJoining } from '../testing/triggers-of-joining.js'
import { triggersOfTheChurch } from '../testing/triggers-of-the-church.js'
import { createWorld } from '../testing/world.js'
import { englishTexts } from './english-texts.js'

const world = await createWorld()

const table = [...triggersOfJoining, ...triggersOfEvents, ...triggersOfTheChurch]

interface Shown {
  readonly type: string
}

/** What somebody finds in their list, of one type, who has signed in just now: roles that are changed end tokens. */
async function found(stranger: Api, { email }: Person, type: string): Promise<readonly Shown[]> {
  const signIn = `signIn(input: { email: "${email}", password: "${testPassword}" }) { session { accessToken } }`
  const signedIn = (await stranger.sendText(`mutation { ${signIn} }`)).data as {
    signIn: { session: { accessToken: string } }
  }
  const api = stranger.with({ token: signedIn.signIn.session.accessToken })
  const fields = 'type category priority actionKind path params expiresAt title message'
  const { data } = await api.sendText(`{ notifications(first: 100) { nodes { ${fields} } } }`)
  const { nodes } = (data as { notifications: { nodes: readonly Shown[] } }).notifications
  return nodes.filter((one) => one.type === type)
}

describe('the table of triggers', () => {
  it.each(table.map((line) => [`${line.type} ${line.when ?? ''}`.trim(), line] as const))(
    'tells %s',
    async (_, { type, category, priority = 'NORMAL', actionKind = 'INFO', audience, heardBy, dedupKey, act }) => {
      const stage = await setTriggerStage(world)

      const { expiresAt = null, ...told } = await act(stage)

      const rows = await stage.church.write((db) =>
        db
          .selectFrom('notification')
          .select(['type', 'category', 'priority', 'action_kind', 'path', 'params', 'audience_kind', 'dedup_key'])
          .select('expires_at')
          .where('type', '=', type)
          .execute(),
      )
      expect(rows).toEqual([
        {
          ...{ type, category, priority, action_kind: actionKind, ...told, audience_kind: audience },
          dedup_key: dedupKey === undefined ? null : (expect.stringContaining(dedupKey) as string),
          expires_at: expiresAt,
        },
      ])
      for (const name of listeners) {
        const wanted = heardBy.includes(name) ? [{ type, category, priority, actionKind, ...told, expiresAt }] : []
        expect([name, await found(stage.church.stranger, stage[name], type)]).toMatchObject([name, wanted])
      }
    },
  )

  it('has a line for every type that this code tells of', () => {
    // See `account-notices.api.test.ts`, and the tests of imports.
    const elsewhere = ['PASSWORD_CHANGED', 'EMAIL_CHANGED', 'ACCOUNT_LOCKED', 'SESSION_REUSE', 'IMPORT_FINISHED']

    expect(new Set([...table.map(({ type }) => type), ...elsewhere])).toEqual(
      new Set([...Object.keys(englishTexts), 'ANNOUNCEMENT_PUBLISHED', 'ADMIN_MESSAGE']),
    )
  })
})
