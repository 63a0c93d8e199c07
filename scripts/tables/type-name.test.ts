import { expect, it } from 'vitest'
import { typeName } from './type-name.js'

const named = (type: string) => typeName({ table: 'event', column: 'at', type })

it('keeps text what a number would round, and days and moments what they are', () => {
  expect(['int8', 'numeric', 'uuid', 'interval'].map(named)).toEqual(['string', 'string', 'string', 'string'])
  expect(['int2', 'int4', 'float8', 'bool', 'bytea'].map(named)).toEqual([
    'number',
    'number',
    'number',
    'boolean',
    'Buffer',
  ])
  expect(['date', 'timestamptz', 'jsonb'].map(named)).toEqual(['LocalDate', 'Instant', 'Json'])
})

it('refuses a type it does not know, and a timestamp that is no moment', () => {
  expect(() => named('timestamp')).toThrow(
    'event.at has type timestamp, which scripts/tables/type-name.ts does not know',
  )
  expect(() => named('point')).toThrow('event.at has type point')
})
