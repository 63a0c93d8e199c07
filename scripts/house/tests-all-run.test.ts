import { expect, it } from 'vitest'
import { complaints } from './plant.js'
import { testsAllRun } from './tests-all-run.js'

const check = (text: string, path = 'src/events/event.test.ts') => complaints(testsAllRun, { [path]: text })

it.each([
  'it.only',
  'it.skip',
  'it.todo',
  'test.only',
  'describe.skip',
  'describe.only',
  'it.concurrent.only',
  'suite.skip',
])('refuses %s', (call) => {
  const word = call.split('.').at(-1)

  expect(check(`\n${call}('a', () => {})`)).toEqual([expect.stringContaining(`event.test.ts:2 .${word}: let it run`)])
})

it('refuses it.each([]).only and looks at the tests of scripts too', () => {
  expect(check("it.only.each([1])('a', () => {})")).toHaveLength(1)
  expect(check("it.skip('a', () => {})", 'scripts/house/a.test.ts')).toHaveLength(1)
})

it('accepts other things called so', () => {
  expect(check("it('skips it.only', () => {})\nawait page.skip()\nrows.only\nit.runIf(linux)('a', () => {})")).toEqual(
    [],
  )
})
