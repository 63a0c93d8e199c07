import type { Answer, Api } from './api.js'

/** What became of an operation that was sent over a socket. */
export interface SocketAnswer {
  /** The codes of the errors it was refused with; empty when it was subscribed to. */
  readonly codes: readonly (string | undefined)[]
  readonly errors: Answer<unknown>['errors']
  /** The close code, when the socket was closed instead. */
  readonly closed: number | null
}

/** Sends one operation over a socket of its own, and waits until it is refused, or for its first delivery. */
export function askBySocket(
  api: Api,
  query: string,
  variables: Readonly<Record<string, unknown>> = {},
): Promise<SocketAnswer> {
  const client = api.socket()
  return new Promise((resolve) => {
    const finish = (answer: Partial<SocketAnswer>): void => {
      resolve({ codes: [], errors: [], closed: null, ...answer })
      void client.dispose()
    }
    client.subscribe(
      { query, variables },
      {
        next: ({ errors }) => finish(errors ? readRefusal(errors) : {}),
        complete: () => finish({}),
        error: (reason) => finish(readRefusal(reason)),
      },
    )
  })
}

function readRefusal(reason: unknown): Partial<SocketAnswer> {
  if (Array.isArray(reason)) {
    const errors = reason as SocketAnswer['errors']
    return { errors, codes: errors.map(({ extensions }) => extensions?.code) }
  }
  // A CloseEvent, by its shape: graphql-ws hands on what the socket gave it.
  const { code } = reason as { readonly code?: number }
  return { closed: code ?? 0 }
}
