import { expect, it } from 'vitest'
import { eventually } from '../testing/eventually.js'
import { movableClock } from '../testing/movable-clock.js'
import { createWorld } from '../testing/world.js'

const clock = movableClock()
const world = await createWorld({ clock })

it('a refresh token that comes back has its owner told, once', async () => {
  const mailbox = await world.mailbox()
  const church = await world.church()
  const { email, refreshToken } = await church.person('MEMBER')
  const text = 'mutation ($t: String!) { refreshSession(input: { refreshToken: $t }) { errors { code } } }'
  const refresh = () => church.stranger.sendText(text, { t: refreshToken })
  await refresh()
  clock.forward(11)
  await refresh()
  await refresh()

  const told = () =>
    mailbox.received.filter(({ to, mail }) => to.includes(email) && mail.subject?.startsWith('You were'))
  await eventually(() => told().length).toBe(1)
  expect(told()[0]?.mail.subject).toMatch(/^You were signed out/)
})
