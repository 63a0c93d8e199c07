// The only door to type-graphql: pinned to a release candidate, it stays replaceable in one file.
import 'reflect-metadata'
import { Authorized, Ctx, Extensions, type getMetadataStorage, ObjectType as TypeGraphqlObjectType } from 'type-graphql'
import type { Feature as FeatureKey } from '../feature.js'
import type { Permission } from '../permission.js'

/** What else of type-graphql is used: building the schema, and its types of classes and checks. */
export { type AuthChecker, buildSchemaSync, type ClassType, getMetadataStorage, type NonEmptyArray } from 'type-graphql'

/** What type-graphql knows of a field that a method resolves. */
export type FieldResolverMetadata = ReturnType<typeof getMetadataStorage>['fieldResolvers'][number]

export {
  Arg,
  Args,
  ArgsType,
  Field,
  FieldResolver,
  InputType,
  Int,
  InterfaceType,
  Mutation,
  Query,
  registerEnumType,
  Resolver,
  Root,
  Subscription,
} from 'type-graphql'

/** Hands the ctx of the request to a resolver's parameter. */
export const FromContext = Ctx

/**
 * An object type of the schema. Its plain fields are read from the row without a resolver of their own, which would cost
 * more than reading them; a field that needs a right is a `@FieldResolver`.
 */
export const ObjectType = (
  name: string,
  options: { readonly description: string; readonly implements?: abstract new () => object },
): ClassDecorator => TypeGraphqlObjectType(name, { simpleResolvers: true, ...options })

/**
 * Who may call an operation: anybody before a church is entered, a super-admin there, anybody in a church, anybody in
 * both, everybody with an account in a church (also who must change the password or add a second factor first), every
 * person signed in there, these and API keys, or who holds a right.
 */
export type AccessRule =
  | ('anywhere' | 'platform' | 'superAdmin' | 'public')
  | ('account' | 'signedIn' | 'signedInOrKey')
  | Permission

/**
 * What an operation is to a church whose subscription has lapsed: `reads` work on, `writes` answer
 * SUBSCRIPTION_REQUIRED (domain.md, section 11).
 */
export type SubscriptionClass = 'reads' | 'writes'

/**
 * Declares a mutation that must be the only field of its operation: what tries a password or a code, so that one request
 * tries one.
 */
export const Alone = (): MethodDecorator => Extensions({ alone: true })

/**
 * Declares who may call a query, mutation or subscription; checked before its resolver runs. A schema with an operation
 * that declares nothing does not start (domain.md, I7). A mutation is a write of the church's subscription and the others
 * are reads, unless `subscription` says else: signing in works in a lapsed church too.
 */
export const Access = (
  rule: AccessRule,
  options: { readonly subscription?: SubscriptionClass } = {},
): MethodDecorator => checked({ access: rule, ...options })

/**
 * Declares the feature that an operation or a resolved field belongs to, every one of a resolver class, or an object type
 * with whatever answers it: while the church has it switched off, they answer FEATURE_DISABLED.
 */
export const Feature = (feature: FeatureKey): MethodDecorator & ClassDecorator => {
  const gate = checked({ feature })
  function declare(target: object, key?: string | symbol, descriptor: PropertyDescriptor = {}): undefined {
    // Only a class is decorated without a key. Its methods were decorated before it.
    const decorated = target as { readonly prototype: object } & (new () => object)
    const names = key === undefined ? Object.getOwnPropertyNames(decorated.prototype) : []
    if (key !== undefined) gate(target, key, descriptor)
    else Extensions({ feature })(decorated)
    for (const name of names) if (name !== 'constructor') gate(decorated.prototype, name, descriptor)
    return undefined
  }
  return declare
}

/** Notes a declaration on a field of the schema, and has it checked before the field is resolved. */
function checked(declaration: Partial<Declared>): MethodDecorator {
  const declare = Extensions(declaration)
  const check = Authorized()
  return (target, key, descriptor) => {
    declare(target, key, descriptor)
    check(target, key, descriptor)
  }
}

/** What a field or type of the schema declares; null where it says nothing. */
export interface Declared {
  readonly access: AccessRule | null
  readonly feature: FeatureKey | null
  readonly subscription: SubscriptionClass | null
}

/** What `@Access` and `@Feature` declared on a field or type. */
export function declaredOn(element: { readonly extensions: object } | undefined): Declared {
  // Nothing but the decorators above writes these.
  const { access = null, feature = null, subscription = null } = (element?.extensions ?? {}) as Partial<Declared>
  return { access, feature, subscription }
}
