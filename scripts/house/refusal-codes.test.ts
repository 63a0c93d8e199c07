import { expect, it } from 'vitest'
import { complaints } from './plant.js'
import { refusalCodes } from './refusal-codes.js'

const rule = "export const eventRefusals = {\n  EVENT_FULL: 'No place.',\n  NOT_OPEN: 'Closed.',\n} as const\n"
const check = (test: string, path = 'src/events/events.api.test.ts') =>
  complaints(refusalCodes, { 'src/events/event.ts': rule, [path]: test })

it('names each code that no test expects', () => {
  expect(check("expect(codes).toEqual(['EVENT_FULL'])")).toEqual([
    expect.stringMatching(/^src\/events\/event\.ts:3 NOT_OPEN is expected by no test/),
  ])
})

it('finds a code in a literal, a snapshot and a member of the codes', () => {
  expect(check('Array(9).fill(\'EVENT_FULL\')\nexpect(a).toMatchInlineSnapshot(`["NOT_OPEN"]`)')).toEqual([])
  expect(check("expect(code).toBe(codes.EVENT_FULL)\nit('NOT_OPEN', run)", 'src/members/member.test.ts')).toEqual([])
})

it('is not content with a comment, a longer word or a file that is no test', () => {
  expect(check('// EVENT_FULL NOT_OPEN')).toHaveLength(2)
  expect(check("expect('EVENT_FULLER').toBe('NOT_OPENED')")).toHaveLength(2)
  expect(check("refuse('EVENT_FULL')\nrefuse('NOT_OPEN')", 'src/events/open-event.ts')).toHaveLength(2)
})
