import { expect, it } from 'vitest'
import { checkedWords } from './checked-words.js'

// Texts of pg_get_constraintdef as PostgreSQL 15 and 18 print them, alike.
it.each([
  ["CHECK ((kind = ANY (ARRAY['A'::text, 'B'::text])))", ['A', 'B']],
  ["CHECK (((kind)::text = ANY ((ARRAY['A'::character varying, 'B'::character varying])::text[])))", ['A', 'B']],
  ["CHECK ((kind = ANY (ARRAY['EUR'::bpchar, 'USD'::bpchar])))", ['EUR', 'USD']],
  ["CHECK ((kind = 'ONLY'::text))", ['ONLY']],
  ["CHECK ((kind <@ ARRAY['A'::text, 'B'::text]))", ['A', 'B']],
  ["CHECK ((kind = ANY (ARRAY['it''s'::text, 'a, b'::text])))", ["it's", 'a, b']],
])('reads the words of %s', (check, words) => {
  expect(checkedWords('kind', [check])).toEqual(words)
})

it.each([
  "CHECK ((kind <> 'A'::text))",
  'CHECK ((length(kind) < 5))',
  "CHECK (((kind = ANY (ARRAY['A'::text, 'B'::text])) OR (kind ~~ 'x%'::text)))",
  "CHECK ((kind = ANY (ARRAY['A'::text, 'B'::text]))) NOT VALID",
  "CHECK ((other = ANY (ARRAY['A'::text, 'B'::text])))",
])('sees no closed list in %s', (check) => {
  expect(checkedWords('kind', [check])).toBeUndefined()
})

it('finds the list among other checks', () => {
  expect(checkedWords('kind', ['CHECK ((length(kind) < 5))', "CHECK ((kind = 'A'::text))"])).toEqual(['A'])
})
