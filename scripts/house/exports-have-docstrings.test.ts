import { expect, it } from 'vitest'
import { exportsHaveDocstrings } from './exports-have-docstrings.js'
import { complaints } from './plant.js'

const check = (text: string, path = 'src/events/event.ts') => complaints(exportsHaveDocstrings, { [path]: text })

it.each([
  ['a function', 'export function f() {}', 'f'],
  ['an async function', 'export async function f() {}', 'f'],
  ['a constant', 'export const f = 1', 'f'],
  ['a class', 'export class A {}', 'A'],
  ['an interface', 'export interface A {}', 'A'],
  ['a type', 'export type A = 1', 'A'],
  ['a default export', 'export default 1', 'this export'],
  ['a name exported by list', 'const a = 1\nexport { a as b }', 'a'],
  ['a resolver class', '@Resolver()\nexport class A {}', 'A'],
  ['a schema class without a description', "@ObjectType('A')\nexport class A {}", 'A'],
])('names %s without a docstring', (_kind, text, name) => {
  const found = check(text)

  expect(found).toHaveLength(1)
  expect(found[0]).toContain(`${name} has no docstring`)
})

it('does not take a line comment, an empty docstring or one above another statement for a docstring', () => {
  expect(check('// a function\nexport const a = 1')).toHaveLength(1)
  expect(check('/* a function */\nexport const a = 1')).toHaveLength(1)
  expect(check('/** */\nexport const a = 1')).toHaveLength(1)
  expect(check('/** Says it. */\nconst b = 1\nexport const a = b')).toHaveLength(1)
})

it('names the line of the export', () => {
  expect(check('/** One. */\nexport const a = 1\n\nexport const b = 2')[0]).toMatch(/^src\/events\/event\.ts:4 /)
})

it('is content with a docstring, a described schema class, a re-export, and with what is not exported', () => {
  expect(check('/** Says it. */\nexport const a = 1')).toEqual([])
  expect(check('/** Says it. */\nconst a = 1\nexport { a }')).toEqual([])
  expect(check("@ObjectType('A', { description: 'A thing.' })\nexport class A {}")).toEqual([])
  expect(check("@ObjectType({ implements: B, description: 'A thing.' })\nexport class A {}")).toEqual([])
  expect(check("export { a } from './a.js'\nexport * from './b.js'\nexport type { C } from './c.js'")).toEqual([])
  expect(check('const a = 1\nfunction b() {}')).toEqual([])
})

it('asks for one docstring for all overloads', () => {
  const overloads = 'export function f(a: 1): 1\nexport function f(a: 2): 2\nexport function f(a: number) { return a }'

  expect(check(overloads)).toHaveLength(1)
  expect(check(`/** Says it. */\n${overloads}`)).toEqual([])
})

it('leaves tests, generated files and scripts alone, but not src/testing', () => {
  expect(check('export const a = 1', 'src/events/event.test.ts')).toEqual([])
  expect(check('export const a = 1', 'src/platform/db/tables.generated.ts')).toEqual([])
  expect(check('export const a = 1', 'scripts/check.ts')).toEqual([])
  expect(check('export const a = 1', 'src/testing/world.ts')).toHaveLength(1)
})
