import { describe, expect, it } from 'vitest'
import { plantHousehold, plantMinistry } from '../testing/plant-groups.js'
import { plantNotification } from '../testing/plant-notification.js'
import { createWorld } from '../testing/world.js'

const world = await createWorld()

const myData = `{ myData {
  at userId email name
  member { firstName sensitive { idType parents { name } } personal { birthDate } work { profession } photo { url } }
  stays { householdName relation fromOn untilOn } memberships { role status ministry { name } }
  notices { title message } entries { action fields }
} }`

describe('myData', () => {
  it('is all there is of the viewer, and nothing of anybody else', async () => {
    const church = await world.church()
    const admin = await church.person('ADMIN', { onRoll: false })
    const [person, other] = [await church.person('MEMBER'), await church.person('MEMBER')]
    const id = person.memberId ?? ''
    const update = (member: string, name: string) =>
      admin.api.sendText(`mutation { updateMember(input: { id: "${member}", firstName: "${name}",
        parents: [{ relation: MOTHER, name: "Mother of ${name}" }] }) { errors { code } } }`)
    await update(id, 'Mine')
    await update(other.memberId ?? '', 'Theirs')
    await plantHousehold(church, { HEAD: [{ id }] })
    await plantMinistry(church, { MEMBER: [id] }, { name: 'Choir of old', status: 'INACTIVE' })
    await plantMinistry(church, { MEMBER: [other.memberId] }, { name: 'Their choir' })
    await plantNotification(church, { to: [person.userId] })
    await plantNotification(church, { to: [other.userId] })

    const { data, errors, text } = await person.api.sendText(myData)

    expect(errors).toEqual([])
    expect(data).toMatchObject({
      myData: {
        ...{ userId: person.userId, email: person.email },
        member: { firstName: 'Mine', sensitive: { parents: [{ name: 'Mother of Mine' }] }, photo: null },
        stays: [{ householdName: 'Mensah family', relation: 'HEAD', untilOn: null }],
        memberships: [{ role: 'MEMBER', status: 'INACTIVE', ministry: { name: 'Choir of old' } }],
        notices: [{}],
      },
    })
    const { entries } = (data as { myData: { entries: { action: string; fields: string[] }[] } }).myData
    expect(entries.map(({ action }) => action)).toEqual(['member.update', 'member.create'])
    expect(entries[0]?.fields).toEqual(expect.arrayContaining(['firstName', 'parents']))
    expect(text).not.toContain('Their')
  })

  it('is hardly anything for an account that is nobody on the roll', async () => {
    const church = await world.church()
    const admin = await church.person('ADMIN', { onRoll: false })

    const { data, errors } = await admin.api.sendText(myData)

    expect(errors).toEqual([])
    expect(data).toMatchObject({ myData: { member: null, stays: [], memberships: [], notices: [] } })
  })
})
