import { expect, it } from 'vitest'
import { checksStayOn } from './checks-stay-on.js'
import { complaints } from './plant.js'

const check = (text: string, path = 'src/events/event.ts') => complaints(checksStayOn, { [path]: text })

it.each([
  '// oxlint-disable',
  '// oxlint-disable-next-line no-console',
  '/* oxlint-disable */',
  '/* eslint-disable no-console */',

  '// eslint-disable-line',
  '// @ts-ignore',
  '// @ts-expect-error so',
  '// @ts-nocheck',
  '// oxfmt-ignore',
  '/* v8 ignore next */',
])('refuses %s', (comment) => {
  expect(check(`const a = 1\n${comment}\nconst b = 2`)).toEqual([
    expect.stringMatching(/event\.ts:2 .*change the code/),
  ])
})

it('refuses them in tests too', () => {
  expect(check('// @ts-expect-error', 'src/events/event.test.ts')).toHaveLength(1)
})

it('accepts the words in a string', () => {
  expect(check("const a = '// oxlint-disable @ts-ignore'")).toEqual([])
})
