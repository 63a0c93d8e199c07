import { expect, it } from 'vitest'
import { eventually } from '../testing/eventually.js'
import { createWorld } from '../testing/world.js'

const world = await createWorld()
const text =
  'mutation ($token: String!) { refreshSession(input: { refreshToken: $token }) { session { accessToken } errors { code } } }'

it('two who both saw a refresh token unused, and then wait for the account, get one new pair', async () => {
  const church = await world.church()
  const { userId, refreshToken: token } = await church.person('MEMBER')
  const owner = await world.database.owner.connect()
  await owner.query('begin')
  await owner.query('select from control.user_account where id = $1 for update', [userId])
  const racers = Promise.all([church.stranger.sendText(text, { token }), church.stranger.sendText(text, { token })])
  await eventually(async () => {
    const { rows } = await world.database.owner.query(
      `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
    )
    return rows.length
  }).toBe(2)
  await owner.query('commit')
  owner.release()

  const answers = await racers
  expect(answers.filter((answer) => answer.text.includes('"NOT_ALLOWED_NOW"'))).toHaveLength(1)
  expect(answers.flatMap(({ errors }) => errors)).toEqual([])
})
