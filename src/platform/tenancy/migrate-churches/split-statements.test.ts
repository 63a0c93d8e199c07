import { expect, it } from 'vitest'
import { splitStatements, statementAt } from './split-statements.js'

const texts = (sql: string): readonly string[] => splitStatements(sql).map(({ text }) => text)

it('ends a statement at a semicolon, and nowhere else', () => {
  const sql = `
    -- first; a comment
    create table a (b text default ';', "c;d" int); /* between; */ select E'it\\'s; one', 'it''s; one';
    do $body$ begin perform 1; end $body$;
    do $$ begin perform 2; end $$`

  expect(texts(sql)).toEqual([
    `create table a (b text default ';', "c;d" int)`,
    `select E'it\\'s; one', 'it''s; one'`,
    'do $body$ begin perform 1; end $body$',
    'do $$ begin perform 2; end $$',
  ])
})

it('takes the last letter of a word before a string for a letter', () => {
  expect(texts(`select type'\\'; select 2`)).toEqual([`select type'\\'`, 'select 2'])
})

it('finds nothing in blanks and comments', () => {
  expect(texts(' ;; -- nothing\n ; /* ; */')).toEqual([])
})

it('names the statement at an offset', () => {
  const sql = 'select 1; select oops; select 3'

  expect(statementAt(sql, sql.indexOf('oops'))).toBe('select oops')
  expect(statementAt(sql, -1)).toBeNull()
})
