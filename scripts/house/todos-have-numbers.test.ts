import { expect, it } from 'vitest'
import { complaints } from './plant.js'
import { todosHaveNumbers } from './todos-have-numbers.js'

const check = (text: string) => complaints(todosHaveNumbers, { 'src/events/event.ts': text })

it.each([
  '// TODO later',
  '/* FIXME */',
  '/**\n * TODO: say more\n */',
  'const a = 1 // XXX',
  'f(/* TODO */)',
  '// TODO(me) a',
])('refuses %j', (comment) => {
  expect(check(comment)).toEqual([expect.stringMatching(/^src\/events\/event\.ts:1 a TODO without a number/)])
})

it('accepts a number, and the word outside of comments', () => {
  expect(check('// TODO #12 later\n// FIXME(#3): x')).toEqual([])
  expect(check("const TODO = 'TODO'\nconst a = `// TODO ${TODO} // TODO`\nconst url = 'http://TODO'")).toEqual([])
})
