import { once } from 'node:events'
import { WebSocket } from 'ws'
import type { Api } from './api.js'

/** What a server says over a socket. */
export interface Frame<Data> {
  readonly type: string
  readonly id?: string
  readonly payload?: { readonly data?: Data }
}

/** A socket of its own, greeted by the server: for what no client library would do. */
export async function openRawSocket({ options }: Api): Promise<WebSocket> {
  const { port, host, address, token } = options
  const headers = { host: `${host}:${port}`, 'x-forwarded-for': address }
  const socket = new WebSocket(`ws://127.0.0.1:${port}/graphql`, 'graphql-transport-ws', { headers })
  await once(socket, 'open')
  socket.send(JSON.stringify({ type: 'connection_init', payload: { token } }))
  await once(socket, 'message')
  return socket
}

/** Calls `hear` with the data of each delivery that comes over a socket, after asking for them. */
export function subscribeRaw<Data>(socket: WebSocket, query: string, hear: (data: Data) => void): void {
  socket.on('message', (raw: Buffer) => {
    const { type, payload } = JSON.parse(raw.toString()) as Frame<Data>
    if (type === 'next' && payload?.data) hear(payload.data)
  })
  socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload: { query } }))
}
