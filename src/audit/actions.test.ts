import { globSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'

const sources = globSync('src/**/*.ts', {
  exclude: ['src/testing/**', '**/*.test.ts', '**/*.{repository,queries}.ts', '**/*-columns.ts'],
})

const action = /'((?:apiKey|church|domain|event|invitation|member|role|superAdmin|user)\.[a-z][A-Za-z]+)'/g

it('every action that the code tells is listed in docs/words.md', () => {
  const told = sources
    .map((file) => readFileSync(file, 'utf8'))
    .flatMap((text) => [...text.matchAll(action)].map(([, name = '']) => name))

  const words = readFileSync('docs/words.md', 'utf8')
  expect(told.length).toBeGreaterThan(30)
  expect([...new Set(told)].filter((name) => !words.includes(`\`${name}\``))).toEqual([])
})
