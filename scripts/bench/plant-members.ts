import { enterMembers } from '../../src/members/index.js'
import { systemClock } from '../../src/platform/clock.js'
import { newId } from '../../src/platform/ids.js'
import { placeOf } from './app.js'
import type { Bed } from './bed.js'

const firstNames = ['Ama', 'Kofi', 'Adaeze', 'Yaw', 'Esi', 'Kwame', 'Akosua', 'André', 'Zoë', 'Ada', 'Chidi', 'Ngozi']
const lastNames = ['Mensah', 'Okonkwo', 'Boateng', 'Owusu', 'Ɔkyere', 'Adeyemi', 'Müller', 'Asante', 'Osei', 'Nkrumah']
const atOnce = 1000

/** Enters so many people into a church, with names as common as names are: a few thousand people share each. */
export async function plantMembers(bed: Bed, subdomain: string, count: number): Promise<void> {
  const place = await placeOf(bed, subdomain)
  const session = bed.database.gate.church(place)
  for (let begun = 0; begun < count; begun += atOnce) {
    const people = Array.from({ length: Math.min(atOnce, count - begun) }, (_, offset) => personAt(begun + offset))
    await session.transaction(
      (db) => enterMembers(db, people),
      () => true,
    )
  }
  await bed.database.owner.query(`vacuum analyze c_${place.key}.member`)
}

const personAt = (index: number) => ({
  id: newId(systemClock),
  firstName: firstNames[index % firstNames.length] ?? '',
  lastName: `${lastNames[(index * 7) % lastNames.length]}${index % 40 === 0 ? `-Family${index}` : ''}`,
  middleNames: index % 3 === 0 ? (firstNames[(index * 5) % firstNames.length] ?? '') : null,
  email: `person${index}@people.example`,
  phone: `+233 24 ${String(1_000_000 + index)}`,
  joinedOn: `20${String(10 + (index % 15))}-0${1 + (index % 9)}-1${index % 10}`,
})
