import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { request as open } from 'node:http'

/** What is sent. */
export interface Plan {
  readonly port: number
  /** Whole HTTP requests, sent in turn. */
  readonly requests: readonly string[]
  readonly connections: number
  readonly warmUp: number
  readonly seconds: number
  /** Requests a second at fixed times; as fast as answers come when absent. */
  readonly rate?: number
}

/** What came back. */
export interface Outcome {
  /** All that were answered, those of the warm-up too. */
  readonly answered: number
  readonly perSecond: number
  /** Milliseconds. */
  readonly p50: number
  readonly p99: number
  /** How often something was wrong, by what it was. */
  readonly wrong: Readonly<Record<string, number>>
}

/** Sends load from a process of its own. */
export async function sendLoad(plan: Plan): Promise<Outcome> {
  const child = spawn(process.execPath, ['scripts/bench/load.mjs'], { stdio: ['pipe', 'pipe', 'inherit'] })
  const chunks: Buffer[] = []
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk))
  child.stdin.end(JSON.stringify(plan))
  await once(child, 'close')
  // It prints nothing else.
  return JSON.parse(Buffer.concat(chunks).toString()) as Outcome
}

/** A whole HTTP request with a JSON body. */
export function httpRequest(
  body: object,
  { path, host, token = null }: { readonly path: string; readonly host: string; readonly token?: string | null },
): string {
  const text = JSON.stringify(body)
  const authorization = token === null ? '' : `authorization: Bearer ${token}\r\n`
  return (
    `POST ${path} HTTP/1.1\r\nhost: ${host}\r\ncontent-type: application/json\r\naccept: application/json\r\n` +
    `${authorization}content-length: ${Buffer.byteLength(text)}\r\n\r\n${text}`
  )
}

/** Sends one request and reads its answer. */
export async function askOnce(port: number, request: string): Promise<unknown> {
  const [head = '', body = ''] = request.split('\r\n\r\n')
  const [line = '', ...fields] = head.split('\r\n')
  const headers = Object.fromEntries(
    fields.map((field): [string, string] => {
      const [name = '', value = ''] = field.split(': ', 2)
      return [name, value]
    }),
  )
  const sent = open({ port, host: '127.0.0.1', method: 'POST', path: line.split(' ')[1], headers })
  sent.end(body)
  const [response] = (await once(sent, 'response')) as [AsyncIterable<Buffer>]
  const chunks: Buffer[] = []
  for await (const chunk of response) chunks.push(chunk)
  return JSON.parse(Buffer.concat(chunks).toString())
}
