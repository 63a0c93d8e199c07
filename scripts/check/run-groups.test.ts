import { expect, it } from 'vitest'
import { printOutcome, printTotal } from './print-outcome.js'
import { runGroups } from './run-groups.js'
import type { Outcome } from './run-step.js'
import type { Step } from './steps.js'

const step = (name: string): Step => ({ name, command: ['true'] })
const outcome = (name: string, failed = 0): Outcome => ({
  name,
  passed: 1 - failed,
  failed,
  seconds: 0.25,
  output: 'said',
})

it('runs every step although some fail, and lists them in their order', async () => {
  const heard: string[] = []
  const groups = [[step('a'), step('b'), step('c')], [step('d')]]

  const outcomes = await runGroups(
    groups,
    ({ name }) => Promise.resolve(outcome(name, name === 'a' || name === 'd' ? 1 : 0)),
    ({ name }) => heard.push(name),
  )

  expect(outcomes.map(({ name, failed }) => `${name}${failed}`)).toEqual(['a1', 'b0', 'c0', 'd1'])
  expect(heard.toSorted()).toEqual(['a', 'b', 'c', 'd'])
  expect(printTotal(outcomes)).toBe('2 passed, 2 failed')
})

it('runs two at a time and no group beside another', async () => {
  const running = new Set<string>()
  const together: string[] = []
  const run = async ({ name }: Step) => {
    running.add(name)
    await Promise.resolve()
    together.push([...running].toSorted().join(''))
    running.delete(name)
    return outcome(name)
  }

  await runGroups([[step('a'), step('b'), step('c')], [step('d')]], run, () => {})

  expect(together.every((names) => names.length <= 2)).toBe(true)
  expect(together).toContain('ab')
  expect(together.at(-1)).toBe('d')
})

it('prints one line, the output of a failure, and the notes of a success', () => {
  const noted = { ...outcome('schema diff'), output: 'much\nnote: dangerous: x\nmore\n' }

  expect(printOutcome(outcome('lint'))).toBe('✓ lint (0.3 s)')
  expect(printOutcome(outcome('lint', 1))).toBe('✗ lint (0.3 s)\n    said')
  expect(printOutcome(noted)).toBe('✓ schema diff (0.3 s)\n    note: dangerous: x')
  expect(printOutcome({ ...outcome('tests'), passed: 12, failed: 2 })).toContain('✗ tests 12 passed, 2 failed (0.3 s)')
})
