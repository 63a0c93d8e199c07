import { expect, it } from 'vitest'
import { printTables } from './print-tables.js'

const column = { type: 'string', nullable: false, generated: 'no' } as const

it('prints an interface per table, the two lists, and only the imports that are used', () => {
  const text = printTables({
    church: [
      {
        name: 'event_type',
        columns: [
          { ...column, name: 'id' },
          { name: 'starts_at', type: 'Instant', nullable: true, generated: 'no' },
          { name: 'version', type: 'number', nullable: false, generated: 'by default' },
          { name: 'note', type: 'string', nullable: true, generated: 'by default' },
        ],
      },
    ],
    control: [{ name: 'church', columns: [{ ...column, name: 'Odd Name' }] }],
    outbox: [{ name: 'message', columns: [{ ...column, name: 'body', type: 'Json', generated: 'always' }] }],
  })

  expect(text.slice(text.indexOf('import'))).toBe(`import type { Generated, GeneratedAlways } from 'kysely'
import type { Instant } from '../instant.js'
import type { Json } from '../json.js'

export interface EventTypeTable {
  id: string
  starts_at: Instant | null
  version: Generated<number>
  note: Generated<string | null>
}

export interface ChurchTable {
  'Odd Name': string
}

export interface MessageTable {
  body: GeneratedAlways<Json>
}

export interface ChurchTables {
  event_type: EventTypeTable
}

export interface ControlTables {
  church: ChurchTable
}

export interface OutboxTables {
  message: MessageTable
}
`)
})

it('tells tables of the same name apart', () => {
  const log = [{ name: 'log', columns: [{ ...column, name: 'id' }] }]

  const text = printTables({ church: log, control: log, outbox: log })

  expect(text).toContain('export interface ControlTables {\n  log: ControlLogTable\n}')
  expect(text).toContain('export interface OutboxTables {\n  log: OutboxLogTable\n}')
  expect(text).toContain('export interface ChurchTables {\n  log: LogTable\n}')
})
