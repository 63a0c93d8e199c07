import { expect, it } from 'vitest'
import { readNames, spellNames } from './spell-names.js'

it.each([
  [['prayer-request'], 'prayer-requests'],
  [['category'], 'categories'],
  [['survey'], 'surveys'],
  [['branch'], 'branches'],
  [['child', 'children'], 'children'],
])('reads %j', (words, plural) => {
  expect(readNames(...words)).toEqual({ singular: words[0], plural })
})

it.each([[[]], [['Prayer']], [['prayer_request']], [['sheep', 'sheep']], [['../etc']]])('refuses %j', (words) => {
  expect(() => readNames(...words)).toThrow('usage: npm run new-domain')
})

it('keeps each spelling and number', () => {
  const template =
    'tiny-gizmo tiny-gizmos tiny_gizmo tiny_gizmos TinyGizmo TinyGizmos tinyGizmo tinyGizmos tiny gizmo Tiny gizmos'

  expect(spellNames(template, readNames('holy-city'))).toBe(
    'holy-city holy-cities holy_city holy_cities HolyCity HolyCities holyCity holyCities holy city Holy cities',
  )
})
