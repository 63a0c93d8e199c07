import type { Person } from './church-world.js'
import { graphql } from './generated/gql.js'
import type { NameServer } from './name-server.js'

const AddProvedDomain = graphql(`
  mutation AddProvedDomain($host: String!) {
    addDomain(input: { host: $host }) {
      domain {
        id
        host
        proof {
          name
          text
        }
      }
      errors {
        message
      }
    }
  }
`)

const VerifyAddedDomain = graphql(`
  mutation VerifyAddedDomain($id: ID!) {
    verifyDomain(input: { id: $id }) {
      errors {
        message
      }
    }
  }
`)

/** A host that no other test has. */
export const newHost = (): string => `www.church-${Math.random().toString(36).slice(2, 12)}.org`

/** A host that the church of `admin` wants, and what has to be published to prove it. */
export interface WantedDomain {
  readonly id: string
  readonly host: string
  readonly proof: { readonly name: string; readonly text: string }
}

/** Adds a host to a church. */
export async function wantDomain(admin: Pick<Person, 'api'>, host = newHost()): Promise<WantedDomain> {
  const { data } = await admin.api.send(AddProvedDomain, { host })
  const { domain, errors } = data?.addDomain ?? {}
  if (!domain?.proof) throw new Error(`The domain was not added: ${JSON.stringify(errors)}`)
  return { ...domain, proof: domain.proof }
}

/** Adds a host to a church, publishes its proof in `names` among other texts, and has it verified. */
export async function proveDomain(
  names: NameServer,
  admin: Pick<Person, 'api'>,
  host = newHost(),
): Promise<WantedDomain> {
  const domain = await wantDomain(admin, host)
  names.publish(domain.proof.name, 'something else', domain.proof.text)
  const { data } = await admin.api.send(VerifyAddedDomain, { id: domain.id })
  const [fault] = data?.verifyDomain?.errors ?? [{ message: 'no answer' }]
  if (fault) throw new Error(`The domain was not proved: ${fault.message}`)
  return domain
}
