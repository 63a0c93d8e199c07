import { expect, it } from 'vitest'
import { decoratorsNameTypes } from './decorators-name-types.js'
import { complaints } from './plant.js'

const check = (members: string) => complaints(decoratorsNameTypes, { 'src/events/a.ts': `class A {\n${members}\n}` })

it.each([
  ['@Field() a: string', '@Field without a type: name it in a thunk, @Field(() => …).'],
  ['@Field a: string', '@Field without a type'],
  ["@Field({ description: 'A.' }) a: string", '@Field without a type'],
  ['@Field(String) a: string', '@Field without a type'],
  ["f(@Arg('x') x: string) {}", "@Arg without a type: name it in a thunk, @Arg('input', () => …)."],
  ["f(@Arg('x', { nullable: true }) x: string) {}", '@Arg without a type'],
  ['f(@Args() x: Page) {}', '@Args without a type'],
  ['@Query() f() {}', '@Query without a type'],
  ['@Subscription({ topics: [] }) f() {}', '@Subscription without a type'],
  ['@Mutation({ nullable: true }) f() {}', '@Mutation without a type'],
])('refuses %s', (member, message) => {
  expect(check(member)).toEqual([expect.stringContaining(`src/events/a.ts:2 ${message}`)])
})

it.each([
  '@Mutation(() => A) f() {}',
  '@Mutation(() => A, { nullable: false }) f() {}',
  '@Mutation(() => A, options) f() {}',
])('refuses the mutation %s, which is not nullable', (member) => {
  expect(check(member)).toEqual([expect.stringContaining('@Mutation must be nullable: true')])
})

it.each([
  "@Field(() => String, { description: 'A.' }) a: string",
  '@Field((_type) => [A]) a: A[]',
  "f(@Arg('x', () => ID) x: string, @Root() a: A, @FromContext() ctx: Ctx) {}",
  '@Query(() => A, { nullable: true }) f() {}',
  "@Mutation(() => A, { description: 'A.', nullable: true }) f() {}",
  '@FieldResolver() f() {}',
])('accepts %s', (member) => {
  expect(check(member)).toEqual([])
})
