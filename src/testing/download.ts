import { type ClientRequest, type IncomingMessage, request } from 'node:http'
import type { ChurchWorld, Person } from './church-world.js'

/** What is asked for: a path with its parameters, at a church's host, by somebody or by nobody. */
export interface Wanted {
  readonly church: ChurchWorld
  readonly by?: Pick<Person, 'token'> | null
  readonly path: string
  readonly method?: string
  readonly headers?: Readonly<Record<string, string>>
}

/** An answer that is not JSON: `Api` reads nothing else. */
export interface Download {
  readonly status: number
  readonly headers: Readonly<Record<string, unknown>>
  readonly bytes: Buffer
}

/** Asks, and leaves the answer to be read by `read`: slowly, or not to its end. */
export function ask({ church, by, path, method = 'GET', headers = {} }: Wanted): {
  readonly sent: ClientRequest
  readonly answered: Promise<IncomingMessage>
} {
  const host = `${church.church.subdomain}.localhost:${church.port}`
  const sent = request({
    ...{ port: church.port, host: '127.0.0.1', path, method, agent: false },
    headers: { host, ...(by && { authorization: `Bearer ${by.token}` }), ...headers },
  })
  const answered = new Promise<IncomingMessage>((resolve, reject) => {
    sent.on('response', resolve)
    sent.on('error', reject)
  })
  sent.end()
  return { sent, answered }
}

/** Asks, and reads the whole answer. Rejects when it is cut short. */
export async function download(wanted: Wanted): Promise<Download> {
  const response = await ask(wanted).answered
  const chunks: Buffer[] = []
  for await (const chunk of response) chunks.push(chunk as Buffer)
  return { status: response.statusCode ?? 0, headers: response.headers, bytes: Buffer.concat(chunks) }
}

/** The HTTP status and the code of an answer that is an error. */
export async function refusalOf(asked: Promise<Download>): Promise<readonly [number, string | undefined]> {
  const { status, bytes } = await asked
  const { errors } = JSON.parse(bytes.toString()) as { errors: { extensions: { code: string } }[] }
  return [status, errors[0]?.extensions.code]
}
