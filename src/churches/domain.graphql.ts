import { Field, InputType, ObjectType } from '../platform/graphql/decorators.js'
import { enumOf } from '../platform/graphql/enums.js'
import { Payload } from '../platform/graphql/payload.js'
import { DateTimeScalar, IdScalar } from '../platform/graphql/scalars.js'
import type { Instant } from '../platform/instant.js'
import { type Domain, domainKinds } from './domain.js'

const kindEnum = enumOf('DomainKind', {
  names: domainKinds,
  description: 'Whose the domain is that a host stands under.',
  values: { PLATFORM: 'Below the platform’s domain; follows the subdomain.', CUSTOM: 'The church’s own.' },
})

/** A host of a church. */
@ObjectType('Domain', { description: 'A host that the church is reached at, or wants to be.' })
export class DomainType {
  @Field(() => IdScalar, { description: 'Its id.' })
  declare readonly id: string

  @Field(() => kindEnum, { description: 'Whose it is.' })
  declare readonly kind: Domain['kind']

  @Field(() => Boolean, { description: 'Whether the church is shown under it.' })
  declare readonly isPrimary: boolean

  @Field(() => DateTimeScalar, { nullable: true, description: 'Since when it is proved; null: it leads nowhere yet.' })
  declare readonly verifiedAt: Instant | null
}

/** The record that proves a host. */
@ObjectType('DomainProof', { description: 'The TXT record that proves a host to be the church’s.' })
export class DomainProofType {
  @Field(() => String, { description: 'Where to publish it: `_faithflow.<host>`.' })
  declare readonly name: string

  @Field(() => String, { description: 'What to publish.' })
  declare readonly text: string
}

/** What it takes to add a host. */
@InputType('AddDomainInput', { description: 'A host of the church’s own.' })
export class AddDomainInput {
  @Field(() => String, { description: 'The host: `www.grace.org`, without scheme, port or path.' })
  declare readonly host: string
}

/** What became of a wanted host. */
@ObjectType('AddDomainPayload', { implements: Payload, description: 'The host and how to prove it, or why not.' })
export class AddDomainPayload extends Payload {
  @Field(() => DomainType, { nullable: true, description: 'The host, which leads nowhere yet; null when refused.' })
  declare readonly domain: Domain | null
}

/** Which domain is to be proved. */
@InputType('VerifyDomainInput', { description: 'A domain whose TXT record is published.' })
export class VerifyDomainInput {
  @Field(() => IdScalar, { description: 'Which one.' })
  declare readonly id: string
}

/** Whether a host was proved. */
@ObjectType('VerifyDomainPayload', { implements: Payload, description: 'The proved domain, or what is missing.' })
export class VerifyDomainPayload extends Payload {
  @Field(() => DomainType, { nullable: true, description: 'The domain, which leads to the church; null when refused.' })
  declare readonly domain: Domain | null
}

/** Which domain becomes the primary one. */
@InputType('SetPrimaryDomainInput', { description: 'The domain that the church wants to be shown under.' })
export class SetPrimaryDomainInput {
  @Field(() => IdScalar, { description: 'Which one.' })
  declare readonly id: string
}

/** What became of the wish. */
@ObjectType('SetPrimaryDomainPayload', { implements: Payload, description: 'The primary domain, or why not.' })
export class SetPrimaryDomainPayload extends Payload {
  @Field(() => DomainType, { nullable: true, description: 'The domain, now primary; null when refused.' })
  declare readonly domain: Domain | null
}

/** Which domain is removed. */
@InputType('RemoveDomainInput', { description: 'A domain that is to lead nowhere any more.' })
export class RemoveDomainInput {
  @Field(() => IdScalar, { description: 'Which one.' })
  declare readonly id: string
}

/** What became of it. */
@ObjectType('RemoveDomainPayload', { implements: Payload, description: 'The removed domain, or why it stays.' })
export class RemoveDomainPayload extends Payload {
  @Field(() => DomainType, { nullable: true, description: 'The domain as it was; null when refused.' })
  declare readonly domain: Domain | null
}
