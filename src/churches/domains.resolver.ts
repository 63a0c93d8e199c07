import type { Ctx } from '../platform/context.js'
import {
  Access,
  Arg,
  FieldResolver,
  FromContext,
  Mutation,
  Query,
  Resolver,
  Root,
} from '../platform/graphql/decorators.js'
import { payload } from '../platform/graphql/payload.js'
import { addDomain } from './add-domain.js'
import {
  AddDomainInput,
  AddDomainPayload,
  DomainProofType,
  DomainType,
  RemoveDomainInput,
  RemoveDomainPayload,
  SetPrimaryDomainInput,
  SetPrimaryDomainPayload,
  VerifyDomainInput,
  VerifyDomainPayload,
} from './domain.graphql.js'
import { type Domain, proofName, proofText } from './domain.js'
import { domainsOfChurch } from './domains.repository.js'
import { removeDomain } from './remove-domain.js'
import { asManagerOfSettings, asReaderOfSettings } from './require-settings.js'
import { setPrimaryDomain } from './set-primary-domain.js'
import { verifyDomain } from './verify-domain.js'

/** The hosts that a church is reached at. */
@Resolver()
export class DomainsResolver {
  @Access('settings.read')
  @Query(() => [DomainType], { description: 'The hosts of the church: the platform’s first, then its own.' })
  domains(@FromContext() ctx: Ctx): Promise<readonly Domain[]> {
    return asReaderOfSettings(ctx).control.read(domainsOfChurch)
  }

  @Access('settings.manage')
  @Mutation(() => AddDomainPayload, {
    nullable: true,
    description: 'Adds a host of the church’s own. It leads to the church once it is proved: see `verifyDomain`.',
  })
  addDomain(
    @Arg('input', () => AddDomainInput, { description: 'The host.' }) input: AddDomainInput,
    @FromContext() ctx: Ctx,
  ) {
    return payload('domain', addDomain(asManagerOfSettings(ctx), input))
  }

  @Access('settings.manage')
  @Mutation(() => VerifyDomainPayload, {
    nullable: true,
    description: 'Looks for the TXT record that proves a domain, and lets its host lead to the church.',
  })
  verifyDomain(
    @Arg('input', () => VerifyDomainInput, { description: 'Which domain.' }) input: VerifyDomainInput,
    @FromContext() ctx: Ctx,
  ) {
    return payload('domain', verifyDomain(asManagerOfSettings(ctx), input))
  }

  @Access('settings.manage')
  @Mutation(() => SetPrimaryDomainPayload, {
    nullable: true,
    description: 'Makes a proved domain the one that the church is shown under.',
  })
  setPrimaryDomain(
    @Arg('input', () => SetPrimaryDomainInput, { description: 'Which domain.' }) input: SetPrimaryDomainInput,
    @FromContext() ctx: Ctx,
  ) {
    return payload('domain', setPrimaryDomain(asManagerOfSettings(ctx), input))
  }

  @Access('settings.manage')
  @Mutation(() => RemoveDomainPayload, {
    nullable: true,
    description: 'Removes a domain of the church’s own that is not the primary one.',
  })
  removeDomain(
    @Arg('input', () => RemoveDomainInput, { description: 'Which domain.' }) input: RemoveDomainInput,
    @FromContext() ctx: Ctx,
  ) {
    return payload('domain', removeDomain(asManagerOfSettings(ctx), input))
  }
}

/** What of a domain depends on more than its row. */
@Resolver(() => DomainType)
export class DomainHostResolver {
  @FieldResolver(() => String, { description: 'The whole host name; one with other letters in its ASCII form.' })
  host(@Root() { kind, host }: Domain, @FromContext() ctx: Ctx): string {
    return kind === 'PLATFORM' ? `${host}.${ctx.baseDomain}` : host
  }

  @FieldResolver(() => DomainProofType, {
    nullable: true,
    description: 'The record that proves it; null for the platform’s.',
  })
  proof(@Root() { host, verificationToken }: Domain): DomainProofType | null {
    return verificationToken === null ? null : { name: proofName(host), text: proofText(verificationToken) }
  }
}
