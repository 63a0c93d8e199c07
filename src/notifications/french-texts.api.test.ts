import { beforeEach, describe, expect, it } from 'vitest'
import type { ChurchWorld, Person } from '../testing/church-world.js'
import { deliveryBed, nextMorning } from '../testing/delivery-bed.js'
import { listen } from '../testing/listener.js'
import { createWorld } from '../testing/world.js'
import { englishTexts } from './english-texts.js'
import { frenchTexts } from './french-texts.js'
import { saidIn } from './languages.js'

const world = await createWorld()

let church: ChurchWorld
let french: Person
let other: Person
beforeEach(async () => {
  church = await world.church({ timeZone: 'Africa/Accra' })
  french = await church.person('MEMBER')
  other = await church.person('MEMBER')
  await french.api.sendText('mutation { updateViewer(input: { locale: "fr-CI" }) { errors { code } } }')
})

const times = { startsAt: '2031-10-05T09:00:00.000Z', endsAt: '2031-10-05T12:00:00.000Z' }
const harvest = () => church.event({ title: 'Harvest', location: 'Hall', ...times })
const inFrench = { title: 'Nouvel événement : Harvest', message: 'dimanche 5 octobre 2031 à 09:00, Hall' }
const inEnglish = { title: 'New event: Harvest', message: 'Sunday, 5 October 2031 at 09:00, Hall' }

const listOf = async ({ api }: Person) => {
  const { data } = await api.sendText('{ notifications { nodes { title message } } }')
  return (data as { notifications: { nodes: unknown[] } }).notifications.nodes
}

describe('the text of a notification', () => {
  it('is in the language of who reads it, in the list and live', async () => {
    const [theirs, others] = [await listen(world.app, french.api), await listen(world.app, other.api)]
    await harvest()

    expect(await listOf(french)).toEqual([inFrench])
    expect(await listOf(other)).toEqual([inEnglish])
    expect((await theirs.has(1))[0]?.notification).toMatchObject(inFrench)
    expect((await others.has(1))[0]?.notification).toMatchObject(inEnglish)
    await Promise.all([theirs.close(), others.close()])
  })

  it('is in the language of who is mailed, and so is what stands around it', async () => {
    const bed = deliveryBed(world, { church, by: other })
    const params = { event: 'Harvest', startsAt: times.startsAt, timeZone: 'Africa/Accra', location: 'Hall' }
    const told = { type: 'EVENT_CREATED', category: 'EVENT', params }
    for (const { userId } of [french, other]) await bed.told({ ...told, to: [userId] })
    await bed.send(nextMorning)

    const mailTo = ({ email }: Person) => bed.sent.find(({ to }) => to.address === email)
    expect(mailTo(french)?.subject).toBe(`Des nouvelles de ${church.church.name}`)
    expect(mailTo(french)?.text).toContain(`${inFrench.title}\n${inFrench.message}`)
    expect(mailTo(french)?.text).toContain('Pour ne plus recevoir')
    expect(mailTo(other)?.subject).toBe(`News from ${church.church.name}`)
  })

  it('stays as people wrote it, and as it is left when it was erased', () => {
    const written = { type: 'ADMIN_MESSAGE', params: {}, title: 'Hello', message: 'Come.' }
    const erased = { type: 'MINISTRY_JOINED', params: {}, title: 'Erased', message: 'Erased' }

    expect(saidIn('fr', written)).toEqual({ title: 'Hello', message: 'Come.' })
    expect(saidIn('fr', erased)).toEqual({ title: 'Erased', message: 'Erased' })
  })

  it('is English in every other language, and complete in each of ours', () => {
    const told = { type: 'ROLE_CHANGED', params: { role: 'Pastor', isHeld: true }, title: 'x', message: 'y' }

    expect(saidIn('tw', told)).toEqual({ title: 'x', message: 'y' })
    expect(saidIn('fr', told).message).toBe('Vous avez maintenant le rôle Pastor.')
    expect(Object.keys(frenchTexts)).toEqual(Object.keys(englishTexts))
  })
})
