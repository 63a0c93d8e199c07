// The table of domain.md, section 6.1, as it stands there.
const specification = `
|resource|ADMIN|PASTOR|TREASURER|SECRETARY|LEADER|MEMBER|
|members|m|rwc|r|m|r@g||
|households|m|rwc|r|m|||
|pastoral_notes, prayers|m|m|||||
|ministries|m|rwcd|r|rwcd|r w@g|r|
|events|m|rwcd|r|m|r wcd@g|r|
|attendance|m|rwc||m|rwc@g||
|announcements|m|m|r|m|r m@g|r|
|notifications|m|c||c|c@g||
|payments|m||m||||
|volunteers|m|m|r|m|r m@g|r|
|requests, altar_calls, sacraments|m|m||rwc|||
|documents|m|rwc|r|m|||
|themes|m|r|r|r|r|r|
|reports, analytics|m|r|r|r|||
|roles|m|r|||||
|users|m|||rc|||
|settings|m|r|r|r|||
|billing|m||rwc||||
|audit, integrations|m||||||
`

const actions: Readonly<Record<string, string>> = { r: 'READ', w: 'WRITE', c: 'CREATE', d: 'DELETE', m: 'MANAGE' }

const [head = [], ...rows] = specification
  .trim()
  .split('\n')
  .map((line) => line.split('|').slice(1, -1))

/** `r wcd@g` as lines of the form `READ ALL`, `WRITE GROUP`. */
const linesOf = (cell: string): string[] =>
  cell
    .split(' ')
    .filter((part) => part !== '')
    .flatMap((part) => {
      const [letters = '', group] = part.split('@')
      return Array.from(letters).map((letter) => `${actions[letter]} ${group === 'g' ? 'GROUP' : 'ALL'}`)
    })

/** What a system role gives, as lines of the form `members READ ALL`. */
export const grantsOf = (role: string): string[] =>
  rows.flatMap(([names = '', ...cells]) =>
    names
      .split(', ')
      .flatMap((resource) => linesOf(cells[head.indexOf(role) - 1] ?? '').map((line) => `${resource} ${line}`)),
  )

/** The six system roles, as the table names them. */
export const specifiedRoles: readonly string[] = head.slice(1)
