import { globSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { kindOf } from './resource-kinds.js'

/** Nothing that a screen of the church shows. */
const untold = new Set(['superAdmin'])

it('every kind of thing that the audit log is told of is a kind that screens can be told of', () => {
  const sources = globSync('src/**/*.ts', { exclude: ['src/testing/**', '**/*.test.ts', 'src/notifications/**'] })
  const entities = sources
    .map((file) => readFileSync(file, 'utf8'))
    .filter((text) => text.includes('entityId'))
    .flatMap((text) => [...text.matchAll(/\bentity: '([A-Za-z]+)'/g)].map(([, name = '']) => name))

  expect(entities.length).toBeGreaterThan(20)
  expect([...new Set(entities)].filter((name) => !untold.has(name) && kindOf(name) === null)).toEqual([])
})
