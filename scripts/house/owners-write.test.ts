import { expect, it } from 'vitest'
import { ownersWrite } from './owners-write.js'
import { complaints } from './plant.js'

const readmes = { 'src/events/README.md': 'Tables: `event`\n', 'src/members/README.md': 'Tables: `member`\n' }
const check = (text: string, path = 'src/events/events.repository.ts') =>
  complaints(ownersWrite, { ...readmes, [path]: text })

it.each([
  "db.insertInto('member').values(row)",
  "db\n  .updateTable('member')\n  .set(row)",
  "db.deleteFrom('member as m')",
  "db.mergeInto('church.member')",
  "db.deleteFrom(['event', 'member'])",
  'sql`insert into member (id) values (${id})`',
  'sql`UPDATE church.member m SET name = ${name}`',
  'CompiledQuery.raw(\'delete from "member" where id = $1\', [id])',
  'sql`truncate table member`',
])('refuses %s by another domain', (write) => {
  expect(check(write)).toEqual([expect.stringContaining('member is written only by src/members')])
})

it('lets the owner write', () => {
  expect(check("db.insertInto('member')\nsql`update member set a = 1`", 'src/members/members.repository.ts')).toEqual(
    [],
  )
})

it('refuses app and platform as much as a domain', () => {
  expect(check("db.insertInto('member')", 'src/app/build-app.ts')).toHaveLength(1)
  expect(check("db.insertInto('member')", 'src/platform/outbox/announce.ts')).toHaveLength(1)
})

it('refuses any write in a *.queries.ts, even of an own table', () => {
  expect(check("db.insertInto('event')", 'src/events/attendance-list.queries.ts')[0]).toContain('only reads')
})

it('refuses a table nobody owns, and one that is hidden behind a name', () => {
  expect(check("db.insertInto('ghost')")[0]).toContain('ghost has no owner')
  expect(check('db.insertInto(table)')[0]).toContain('name the table as a literal')
})

it('does not mind reading, human sentences and test code', () => {
  expect(check("db.selectFrom('member')\nrefuse('INVALID', 'You may not update member data.')")).toEqual([])
  expect(check("db.insertInto('member')", 'src/events/event.test.ts')).toEqual([])
  expect(check("db.insertInto('member')", 'src/testing/world.ts')).toEqual([])
})
