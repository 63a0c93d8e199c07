import { describe, expect, it } from 'vitest'
import { Api } from '../testing/api.js'
import { raceToWrite, racers } from '../testing/held-races.js'
import { racedElsewhere, racesForOne } from '../testing/races-for-one.js'
import { createWorld } from '../testing/world.js'

const world = await createWorld()
await world.startJobs()

/** The table of a unique index or an exclusion constraint, with its schema. */
async function tableOf(constraint: string, schema: string): Promise<string> {
  const { rows } = await world.database.owner.query<{ name: string }>(
    `select indrelid::regclass::text as name from pg_index join pg_class on pg_class.oid = indexrelid
     join pg_namespace on pg_namespace.oid = relnamespace where relname = $1 and nspname in ($2, 'control')`,
    [constraint, schema],
  )
  const [found] = rows
  if (!found) throw new Error(`There is no ${constraint}.`)
  return found.name
}

describe('a race for what there may be once', () => {
  it.each(Object.entries(racesForOne))('%s: nobody is told of a fault of ours', async (name, { texts, late }) => {
    const church = await world.church()
    const admin = await church.person('ADMIN', { onRoll: false })
    const [constraint = ''] = name.split(' ')
    const sent = await texts({ church, admin })

    const answers = await raceToWrite(
      world,
      await tableOf(constraint, `c_${church.church.placeKey}`),
      sent.map((text, racer) => () => admin.api.with({ address: `10.77.0.${racer}` }).sendText(text)),
    )

    expect(answers.flatMap(({ errors }) => errors)).toEqual([])
    const refused = answers
      .flatMap(({ data }) => Object.values(data ?? {}) as { errors: { code: string }[] }[])
      .flatMap(({ errors }) => errors.map(({ code }) => code))
    expect(refused).toEqual(late.length === 0 ? [] : Array.from({ length: sent.length - 1 }, () => late[0]))
  })

  it('church_subdomain_key registerChurch: one founds it', async () => {
    const subdomain = `race-${Math.random().toString(36).slice(2, 12)}`
    const text = `mutation { registerChurch(input: {
      churchName: "Race", subdomain: "${subdomain}", denomination: OTHER, timeZone: "UTC", currency: "GHS"
      admin: { name: "Esi", email: "esi@race.example", password: "quiet river stone" }
    }) { errors { code path } } }`
    const lobby = () => new Api({ port: world.port, host: 'api.localhost', token: null })

    const answers = await raceToWrite(
      world,
      'control.church',
      Array.from({ length: racers }, () => () => lobby().sendText(text)),
    )

    expect(answers.flatMap(({ errors }) => errors)).toEqual([])
    expect(answers.filter(({ text: answer }) => answer.includes('"errors":[]'))).toHaveLength(1)
  })

  it('is run for everything that the schemas let there be once, or said why not', async () => {
    const church = await world.church()
    const { rows } = await world.database.owner.query<{ name: string }>(
      `select relname as name from pg_index join pg_class on pg_class.oid = indexrelid
       join pg_namespace on pg_namespace.oid = relnamespace
       where nspname in ($1, 'control') and not indisprimary and (indisunique or indisexclusion)`,
      [`c_${church.church.placeKey}`],
    )

    const raced = Object.keys(racesForOne).map((name) => name.split(' ')[0] ?? '')
    const known = new Set([...raced, ...Object.keys(racedElsewhere)])
    expect([...known].toSorted()).toEqual([...new Set(rows.map(({ name }) => name))].toSorted())
  })
})
