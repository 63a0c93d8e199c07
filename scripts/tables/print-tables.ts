import type { DescribedColumn, DescribedTable } from './describe-schema.js'

const groups = ['church', 'control', 'outbox'] as const
type Group = (typeof groups)[number]

/**
 * The text of tables.generated.ts: one interface per table, then `ChurchTables`, `ControlTables` and `OutboxTables`.
 *
 * The same tables give the same text. A table of control or outbox that is called like a church's one gets its group's
 * name before its own.
 */
export function printTables(described: Readonly<Record<Group, readonly DescribedTable[]>>): string {
  const inChurches = new Set(described.church.map(({ name }) => name))
  const nameOf = (group: Group, table: DescribedTable) =>
    `${group !== 'church' && inChurches.has(table.name) ? pascal(group) : ''}${pascal(table.name)}Table`
  const interfaces = groups.flatMap((group) =>
    described[group].map((table) => printInterface(nameOf(group, table), table.columns.map(printColumn))),
  )
  const lists = groups.map((group) =>
    printInterface(
      `${pascal(group)}Tables`,
      described[group].map((table) => `${key(table.name)}: ${nameOf(group, table)}`),
    ),
  )
  const body = [...interfaces, ...lists].join('\n')
  return `${header}${importsFor(body)}\n${body}`
}

const header =
  '// Generated from a freshly migrated database by scripts/generate-tables.ts. Change a migration, never this file.\n'

function importsFor(body: string): string {
  const mentions = (name: string) => new RegExp(`\\b${name}\\b`).test(body)
  const from = (module: string, names: readonly string[]) => {
    const used = names.filter(mentions)
    return used.length > 0 ? `import type { ${used.join(', ')} } from '${module}'\n` : ''
  }
  return (
    from('kysely', ['Generated', 'GeneratedAlways']) +
    from('../instant.js', ['Instant', 'LocalDate']) +
    from('../json.js', ['Json'])
  )
}

const printInterface = (name: string, members: readonly string[]): string =>
  `export interface ${name} {\n${members.map((member) => `  ${member}\n`).join('')}}\n`

function printColumn(column: DescribedColumn): string {
  const type = column.nullable ? `${column.type} | null` : column.type
  return `${key(column.name)}: ${wrapped[column.generated](type)}`
}

const wrapped = {
  no: (type: string) => type,
  'by default': (type: string) => `Generated<${type}>`,
  always: (type: string) => `GeneratedAlways<${type}>`,
}

const pascal = (name: string): string =>
  name.replaceAll(/(?:^|_+)([a-z0-9])/g, (_all, letter: string) => letter.toUpperCase())

const key = (name: string): string => (/^[a-z_][a-z0-9_]*$/.test(name) ? name : `'${name}'`)
