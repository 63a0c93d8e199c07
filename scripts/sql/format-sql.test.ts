import { expect, it } from 'vitest'
import { formatSql } from './format-sql.js'

it('begins each clause on a line of its own', () => {
  const sql =
    'select "a" from "event" left join "b" on true where "a" = $1 order by "a" limit $2 for update skip locked'

  expect(formatSql(sql).split('\n')).toEqual([
    'select "a"',
    'from "event"',
    'left join "b" on true',
    'where "a" = $1',
    'order by "a"',
    'limit $2',
    'for update skip locked',
  ])
})

it('keeps short statements that change something readable', () => {
  expect(formatSql('delete from "event" where "id" = $1')).toBe('delete from "event"\nwhere "id" = $1')
  expect(formatSql('insert into "a" ("b") values ($1) on conflict ("b") do update set "b" = $2')).toBe(
    'insert into "a" ("b")\nvalues ($1)\non conflict ("b")\ndo update set "b" = $2',
  )
})

it('looks for no clause inside quotes and parentheses', () => {
  const sql = `select 'where (from' as "set from" where ("a" = (select 1 from "b"))`

  expect(formatSql(sql)).toBe(`select 'where (from' as "set from"\nwhere ("a" = (select 1 from "b"))`)
})

it('breaks what is too long at commas, conditions and parentheses', () => {
  const column = (name: string) => `"${name.repeat(50)}"`
  const sql = `select ${column('a')}, ${column('b')}, (select ${column('c')} from ${column('d')} where $1 and $2)`

  expect(formatSql(sql)).toBe(
    [
      `select ${column('a')},`,
      `  ${column('b')},`,
      `  (`,
      `    select ${column('c')}`,
      `    from ${column('d')}`,
      `    where $1 and $2`,
      `  )`,
    ].join('\n'),
  )
})
