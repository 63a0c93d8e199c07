import { expect, it } from 'vitest'
import { domainReadmes } from './domain-readmes.js'
import { complaints } from './plant.js'

it('misses the README of a domain', () => {
  const found = complaints(domainReadmes, { 'src/events/event.ts': '', 'src/app/schema.ts': '', 'src/main.ts': '' })

  expect(found).toEqual([expect.stringMatching(/^src\/events\/README\.md:1 is missing/)])
})

it('refuses the thirty-first line', () => {
  const lines = (count: number) => 'line\n'.repeat(count)

  expect(complaints(domainReadmes, { 'src/events/README.md': lines(30) })).toEqual([])
  expect(complaints(domainReadmes, { 'src/events/README.md': lines(31) })[0]).toContain('has 31 lines: keep 30')
})
