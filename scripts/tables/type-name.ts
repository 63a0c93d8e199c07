const names: ReadonlyMap<string, string> = new Map([
  ...[
    'uuid',
    'text',
    'varchar',
    'bpchar',
    'citext',
    'numeric',
    'int8',
    'interval',
    'tsvector',
    'tstzrange',
    'tsquery',
    'inet',
    'time',
  ].map((type) => [type, 'string'] as const),
  ...['int2', 'int4', 'float4', 'float8'].map((type) => [type, 'number'] as const),
  ['bool', 'boolean'],
  ['date', 'LocalDate'],
  ['timestamptz', 'Instant'],
  ['jsonb', 'Json'],
  ['json', 'Json'],
  ['bytea', 'Buffer'],
])

/**
 * The TypeScript name of a PostgreSQL type, for one value: int8 and numeric stay text, since a number would round them.
 *
 * Throws for a type it does not know; timestamp without time zone is one of them on purpose, since it is no moment.
 */
export function typeName(column: { readonly table: string; readonly column: string; readonly type: string }): string {
  const name = names.get(column.type)
  if (name) return name
  throw new Error(
    `${column.table}.${column.column} has type ${column.type}, which scripts/tables/type-name.ts does not know: ` +
      'choose a type of its list (a moment is timestamptz), or add this one there and a parser in platform/db',
  )
}
