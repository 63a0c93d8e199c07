import { Kind, parse } from 'graphql'
import { describe, expect, it } from 'vitest'
import { fieldNames, fragmentsOf, shapeOf } from './shape.js'

function read(text: string) {
  const document = parse(text)
  const operation = document.definitions.find((node) => node.kind === Kind.OPERATION_DEFINITION)
  if (!operation) throw new Error('The text holds no operation.')
  return { document, operation }
}

const measured = (text: string) => {
  const { document, operation } = read(text)
  return shapeOf(document, operation)
}

describe('shapeOf', () => {
  it('measures what stands there', () => {
    expect(measured('query ($x: Int @a) @b { one: a { b c @d } e }')).toEqual({
      depth: 2,
      aliases: 1,
      directives: 3,
      selections: 4,
      rootFields: 2,
    })
  })

  it('spells fragments out wherever they are spread, named or not', () => {
    expect(
      measured('{ a { ...F @x ...F } ... on Q { ...G } } fragment F on A @y { k: b { c } } fragment G on Q { d e }'),
    ).toEqual({
      depth: 3,
      aliases: 2,
      directives: 3,
      selections: 11,
      rootFields: 3,
    })
  })

  it('ends where a fragment spreads itself, and where there is none', () => {
    expect(measured('{ ...A ...B } fragment A on Q { a ...A }')).toMatchObject({ depth: 1, rootFields: 1 })
  })

  it('does not count the depth of introspection, only that it is asked for', () => {
    expect(measured('{ __schema { types { fields { name } } } a { b } }').depth).toBe(2)
  })

  it('measures two to the power of a hundred as fast as a hundred', () => {
    const fragments = Array.from({ length: 100 }, (_, at) => `fragment f${at} on Q { ...f${at + 1} ...f${at + 1} }`)

    expect(measured(`{ ...f0 } ${fragments.join(' ')} fragment f100 on Q { a }`).selections).toBeGreaterThan(2 ** 100)
  })

  it('does not bound what it does not read: only the operation asked for counts', () => {
    expect(measured('query A { a } query B { b { c { d } } }').depth).toBe(1)
  })
})

describe('fieldNames', () => {
  it('finds those inside fragments, each fragment once', () => {
    const { document, operation } = read(
      '{ a ...F ... { b } ...F } fragment F on Q { c ...F ...G } fragment G on Q { d { e } }',
    )

    expect(fieldNames(operation.selectionSet, fragmentsOf(document))).toEqual(new Set(['a', 'b', 'c', 'd']))
  })
})
