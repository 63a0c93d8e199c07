import { randomBytes } from 'node:crypto'
import { request } from 'node:http'
import type { TypedDocumentNode } from '@graphql-typed-document-node/core'
import { print } from 'graphql'
import { type Client, createClient } from 'graphql-ws'
import { WebSocket } from 'ws'

/** What a server answered, whole. */
export interface Answer<Data> {
  readonly status: number
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly data: Data | null | undefined
  readonly errors: readonly {
    readonly message: string
    readonly path?: readonly (string | number)[]
    readonly extensions?: {
      readonly code?: string
      readonly argumentPath?: readonly string[]
      readonly requestId?: string
      readonly retryAfterMs?: number
      /** Which limit an operation went beyond, and by how much. */
      readonly limit?: string
      readonly maximum?: number
      readonly actual?: number
    }
  }[]
  readonly text: string
}

/** Where a client calls, and as whom. */
export interface ApiOptions {
  readonly port: number
  readonly host: string
  readonly token: string | null
  /** Where it calls from, as a proxy in between says; one that nobody else has unless given. */
  readonly address?: string
  /** Sent with each request beside the others. */
  readonly headers?: Readonly<Record<string, string>>
}

/** A client of the API over real HTTP and real sockets. */
export class Api {
  readonly options: ApiOptions & { readonly address: string }

  constructor(options: ApiOptions) {
    this.options = { address: newAddress(), ...options }
  }

  /** The same client with other options. */
  with(options: Partial<ApiOptions>): Api {
    return new Api({ ...this.options, ...options })
  }

  /** Sends a typed operation. */
  send<Data, Variables>(document: TypedDocumentNode<Data, Variables>, variables: Variables): Promise<Answer<Data>> {
    return this.#post<Data>(JSON.stringify({ query: print(document), variables }))
  }

  /** Sends free text, as a client without types would: for what the types forbid. */
  sendText(query: string, variables: Readonly<Record<string, unknown>> = {}): Promise<Answer<Record<string, unknown>>> {
    return this.#post(JSON.stringify({ query, variables }))
  }

  /** Sends any body. */
  sendBody(body: string): Promise<Answer<Record<string, unknown>>> {
    return this.#post(body)
  }

  /** Asks for any path in any way. */
  ask(method: string, path: string): Promise<Answer<Record<string, unknown>>> {
    return this.#request({ method, path, body: '' })
  }

  /** A socket client that introduces itself with `parameters`; it does not come back by itself. */
  socket(parameters: Readonly<Record<string, unknown>> = { token: this.options.token }): Client {
    const { port, host, address } = this.options
    class HostedSocket extends WebSocket {
      constructor(url: string, protocols: string) {
        super(url, protocols, { headers: { host: `${host}:${port}`, 'x-forwarded-for': address } })
      }
    }
    return createClient({
      url: `ws://127.0.0.1:${port}/graphql`,
      webSocketImpl: HostedSocket,
      connectionParams: parameters,
      retryAttempts: 0,
      lazy: true,
    })
  }

  #post<Data>(body: string): Promise<Answer<Data>> {
    return this.#request({ method: 'POST', path: '/graphql', body })
  }

  #request<Data>({ body, ...line }: { method: string; path: string; body: string }): Promise<Answer<Data>> {
    const { port, host, token, address, headers } = this.options
    return new Promise((resolve, reject) => {
      const sent = request(
        {
          ...{ port, host: '127.0.0.1', ...line },
          headers: {
            host: `${host}:${port}`,
            'content-type': 'application/json',
            'x-forwarded-for': address,
            ...(token ? { authorization: `Bearer ${token}` } : {}),
            ...headers,
          },
        },
        (response) => {
          const chunks: Buffer[] = []
          response.on('data', (chunk: Buffer) => chunks.push(chunk))
          response.on('end', () => resolve(readAnswer(response.statusCode ?? 0, response.headers, chunks)))
          response.on('error', reject)
        },
      )
      sent.on('error', reject)
      sent.end(body)
    })
  }
}

const newAddress = (): string =>
  `2001:db8:${randomBytes(4)
    .toString('hex')
    .replace(/(....)(....)/, '$1:$2')}::1`

function readAnswer<Data>(status: number, headers: Answer<Data>['headers'], chunks: readonly Buffer[]): Answer<Data> {
  const text = Buffer.concat(chunks).toString('utf8')
  const read = JSON.parse(text || '{}') as Partial<Pick<Answer<Data>, 'data' | 'errors'>>
  return { status, headers, text, data: read.data, errors: read.errors ?? [] }
}
