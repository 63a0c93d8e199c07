import { expect, it } from 'vitest'
import { readSchemaDiff } from './schema-changes.js'

const printed = (...lines: readonly string[]) =>
  ['[log] ', 'Detected the following changes (2) between schemas:', ...lines].join('\n')

it('breaks on a breaking change and says what to do instead', () => {
  const text = printed(
    '[log] ✖  Type Subscription was removed',
    '[log] ⚠  Enum value OTHER was added to enum EventKind',
  )

  const { lines, breaks } = readSchemaDiff(`${text}\n[error] Detected 1 breaking changes`, 1)

  expect(breaks).toBe(true)
  expect(lines[0]).toBe('breaking: Type Subscription was removed')
  expect(lines[1]).toContain('Deprecate instead')
  expect(lines[2]).toBe('note: dangerous: Enum value OTHER was added to enum EventKind')
})

it('names a dangerous change and passes', () => {
  const text = printed(
    '[log] ⚠  Enum value OTHER was added to enum EventKind',
    '[log] ✔  Field a was added to object type B',
  )

  expect(readSchemaDiff(text, 0)).toEqual({
    lines: ['note: dangerous: Enum value OTHER was added to enum EventKind'],
    breaks: false,
  })
})

it('says nothing about a harmless change, and takes a diff that could not be made for a break', () => {
  expect(readSchemaDiff('[success] No changes detected', 0)).toEqual({ lines: [], breaks: false })
  expect(readSchemaDiff('[error] NoTypeDefinitionsFound', 1)).toEqual({
    lines: ['NoTypeDefinitionsFound'],
    breaks: true,
  })
})
