import { type Kysely, sql } from 'kysely'
import { expect, it } from 'vitest'
import { callsOf, printCalls } from './calls.js'
import { rowOf } from './record-sql.js'

interface Tables {
  event: { readonly id: string; readonly type: string }
}

const module = {
  columns: ['id'],
  eventsById: (db: Kysely<Tables>, ids: readonly string[]) =>
    db.selectFrom('event').select('id').where('id', 'in', ids).execute(),
  async countAndRead(db: Kysely<Tables>, type: string) {
    const { rows } = await sql<{ total: string }>`select count(*) as total from event`.execute(db)
    const read = () => db.selectFrom('event').select('type').where('type', '=', type).execute()
    return { total: Number(rows[0]?.total), count: read }
  },
  async silent(_db: Kysely<Tables>) {
    return 'nothing'
  },
}
const row = rowOf({ type: 'SERVICE' })

it('prints what each call asks, a page counted too, under the name of the function', async () => {
  const calls = callsOf(module, {
    eventsById: { 'one of them': [['a']], 'two of them': [['a', 'b']] },
    countAndRead: ['SERVICE'],
    silent: [],
  })

  expect((await printCalls(calls.slice(0, 3), row)).split('\n\n').slice(1)).toEqual([
    '-- eventsById, one of them\nselect "id"\nfrom "event"\nwhere "id" in ($1);',
    '-- eventsById, two of them\nselect "id"\nfrom "event"\nwhere "id" in ($1, $2);',
    '-- countAndRead\nselect count(*) as total\nfrom event;',
    'select "type"\nfrom "event"\nwhere "type" = $1;\n',
  ])
})

it('refuses a sample that asks nothing', async () => {
  const calls = callsOf(module, { eventsById: [[]], countAndRead: [''], silent: [] })

  await expect(printCalls(calls, row)).rejects.toThrow('silent asked nothing of the database')
})

it('answers with the known columns, and a 1 elsewhere', () => {
  expect([Reflect.get(row, 'type'), Reflect.get(row, 'total')]).toEqual(['SERVICE', '1'])
})
