import type { AltairConfigOptions } from 'altair-static'
import { demoPassword } from '../demo/make-demo.js'

type Window = NonNullable<AltairConfigOptions['initialWindows']>[number]

// `{{…}}` is filled in by Altair, out of its environment “Session”.
const church = { 'X-Church': '{{church}}' }

/** How an operation tells who is signed in: by headers over HTTP, by parameters over a socket. */
export const signedIn = {
  initialHeaders: { Authorization: 'Bearer {{accessToken}}', ...church },
  initialSubscriptionRequestHandlerId: 'graphql-ws',
  initialSubscriptionsPayload: { token: '{{accessToken}}', ...church },
} as const satisfies Window

// It also runs after the schema was fetched, which answers without signIn.
const keepAccessToken = `
const { data } = JSON.parse(altair.response.body)
const session = data && data.signIn && data.signIn.session
if (session) {
  altair.helpers.setEnvironment('accessToken', session.accessToken, true)
}
`

const signIn: Window = {
  // Without a token: an old one of another church would be refused.
  initialHeaders: church,
  initialSubscriptionRequestHandlerId: 'graphql-ws',
  initialName: '1 Sign in',
  initialQuery: `# Begin here: put your e-mail and password into VARIABLES below, then send.
# The access token is kept in the environment “Session” for an hour. The other
# windows, and those you open, take it from there for queries and subscriptions.
# At the central host, open /explorer?church=<church> instead.
mutation SignIn($input: SignInInput!) {
  signIn(input: $input) {
    session {
      accessToken
      accessTokenExpiresAt
    }
    viewer {
      id
      email
      name
      role
    }
    errors {
      code
      message
      path
    }
  }
}
`,
  initialVariables: asVariables({ input: { email: 'admin@{{church}}.demo', password: demoPassword } }),
  initialPostRequestScript: keepAccessToken.trim(),
}

const lookAround: Window = {
  ...signedIn,
  initialName: '2 Look around',
  initialQuery: `# Who you are, and what your church has. Sign in first. The members are shown to
# those with the right to read them: others set withMembers to false below.
query LookAround($withMembers: Boolean!) {
  viewer {
    id
    name
    role
    member {
      id
      firstName
      lastName
    }
  }
  church {
    name
    denomination
    timeZone
  }
  events(first: 5) {
    nodes {
      id
      title
      startsAt
      timeZone
      location
    }
    totalCount
  }
  members(first: 5) @include(if: $withMembers) {
    nodes {
      id
      firstName
      lastName
      household {
        name
      }
      ministries {
        name
      }
    }
    totalCount
  }
}
`,
  initialVariables: asVariables({ withMembers: true }),
}

const listen: Window = {
  ...signedIn,
  initialName: '3 Listen',
  initialQuery: `# Sign in first, or the server hangs up. Then send this, and have somebody else
# create an event, in another browser: it arrives here. What you do yourself you
# are not told; the next window shows it. To hear first what you missed, send the
# last sequence that you saw: notificationAdded(after: "…").
subscription Listen {
  notificationAdded {
    sequence
    notification {
      id
      type
      title
      message
      createdAt
      event {
        id
        title
        startsAt
      }
    }
  }
}
`,
}

const watch: Window = {
  ...signedIn,
  initialName: '4 Watch changes',
  initialQuery: `# Send this, then create an event in the next window: screens hear of every
# change that they may show, whoever made it, and ask again for what it concerns.
subscription Watch {
  resourceChanged(kinds: [EVENT, MEMBER]) {
    kind
    id
    operation
    version
    resync
  }
}
`,
}

const createEvent: Window = {
  ...signedIn,
  initialName: '5 Create an event',
  initialQuery: `# For those with the right to create events, such as administrators.
mutation CreateEvent($input: CreateEventInput!) {
  createEvent(input: $input) {
    event {
      id
      title
      startsAt
      endsAt
    }
    errors {
      code
      message
      path
    }
  }
}
`,
  initialVariables: asVariables({
    input: {
      title: 'Evening of praise',
      type: 'SERVICE',
      startsAt: '2031-06-01T18:00:00+00:00',
      endsAt: '2031-06-01T20:00:00+00:00',
      location: 'Main hall',
    },
  }),
}

/** The windows that the explorer opens with, in order. */
export const preparedOperations: Window[] = [signIn, lookAround, listen, watch, createEvent]

function asVariables(variables: Readonly<Record<string, unknown>>): string {
  return JSON.stringify(variables, null, 2)
}
