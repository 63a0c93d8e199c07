// The only door to type-graphql: pinned to a release candidate, it stays replaceable in one file.
import 'reflect-metadata'
import { Authorized, Ctx, Extensions, ObjectType as TypeGraphqlObjectType } from 'type-graphql'
import type { Permission } from '../context.js'

/** What else of type-graphql is used: building the schema, and its types of classes and checks. */
export { type AuthChecker, buildSchemaSync, type ClassType, type NonEmptyArray } from 'type-graphql'

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
 * Who may call an operation: anybody before a church is entered, anybody in a church, everybody with an account there
 * (also who must change the password or add a second factor first), everybody signed in there, or who holds a right.
 */
export type AccessRule = 'platform' | 'public' | 'account' | 'signedIn' | Permission

/**
 * Declares who may call a query, mutation or subscription; checked before its resolver runs. A schema with an operation
 * that declares nothing does not start (domain.md, I7).
 */
export const Access = (rule: AccessRule): MethodDecorator => {
  const declare = Extensions({ access: rule })
  const check = Authorized(rule)
  return (target, key, descriptor) => {
    declare(target, key, descriptor)
    check(target, key, descriptor)
  }
}
