import { globSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { kindOf } from './resource-kinds.js'

/** What no screen of a church shows, a link that is its owner's secret, and a file that only a notification is about. */
const untold = new Set(['superAdmin', 'calendarFeed', 'export'])

it('every kind of thing that the audit log is told of is a kind that screens can be told of', () => {
  const sources = globSync('src/**/*.ts', { exclude: ['src/testing/**', '**/*.test.ts', 'src/notifications/**'] })
  const entities = sources
    .map((file) => readFileSync(file, 'utf8'))
    .filter((text) => text.includes('entityId'))
    .flatMap((text) => [...text.matchAll(/\bentity: '([A-Za-z]+)'/g)].map(([, name = '']) => name))

  expect(entities.length).toBeGreaterThan(20)
  expect([...new Set(entities)].filter((name) => !untold.has(name) && kindOf(name) === null)).toEqual([])
})
