import { expect } from 'vitest'
import type { Person } from './church-world.js'
import { graphql } from './generated/gql.js'
import type { RegisterForEventInput } from './generated/graphql.js'

/** Registers for an event. */
export const Register = graphql(`
  mutation Register($input: RegisterForEventInput!) {
    registerForEvent(input: $input) {
      registration {
        id
        status
        guests
        note
        checkInCode
        checkInQr
        memberName
        answers {
          label
          value
        }
      }
      errors {
        code
        path
        params
      }
    }
  }
`)

/** What the church's events say of their places. */
export const Places = graphql(`
  query Places($first: Int!) {
    events(first: $first) {
      nodes {
        id
        registeredCount
        waitlistCount
        placesLeft
        myRegistration {
          status
          memberName
          answers {
            value
          }
        }
        questions {
          label
        }
      }
    }
  }
`)

/** Registers as somebody; answers with the registration, and why there is none. */
export async function register({ api }: Person, input: RegisterForEventInput) {
  const { data, errors } = await api.send(Register, { input })
  expect(errors).toEqual([])
  return { registration: data?.registerForEvent?.registration, errors: data?.registerForEvent?.errors }
}
