import { EventEmitter, once } from 'node:events'
import type { Client } from 'graphql-ws'
import { expect, vi } from 'vitest'
import type { App } from '../app/build-app.js'
import type { Api } from './api.js'
import { cursorOf, sequenceIn } from './cursors.js'

/** One delivery of `notificationAdded`, as a client sees it. */
export interface Delivered {
  /** The number in its cursor. */
  readonly sequence: string | null
  readonly resync: boolean
  readonly unreadCount: number
  readonly notification: {
    readonly type: string
    readonly title: string
    readonly event: { readonly id: string; readonly title: string; readonly startsAt: string } | null
  } | null
}

const operation = `subscription ($after: String) {
  notificationAdded(after: $after) {
    sequence resync unreadCount
    notification { id type title message createdAt isRead event { id title startsAt } }
  }
}`

/** A client that keeps everything it is sent. */
export interface Listener {
  readonly received: readonly Delivered[]
  readonly errors: readonly unknown[]
  /** Resolves when `count` deliveries have come; rejects when the subscription ends before. */
  has(count: number): Promise<readonly Delivered[]>
  /** Resolves to the close code of the socket, or to the errors the subscription was refused with. */
  readonly ended: Promise<unknown>
  close(): Promise<void>
}

/** Behind which sequence number of their church somebody listens, or a cursor as a client might make one up. */
type After = string | { readonly cursor: string } | null

const cursorFor = ({ options }: Api, after: After): string | null =>
  typeof after === 'string' ? cursorOf(options.token ?? '', after) : (after?.cursor ?? null)

/** Subscribes to `notificationAdded`; resolves as soon as `app` listens for this client. */
export async function listen(app: App, api: Api, after: After = null): Promise<Listener> {
  const { sockets } = app.parts.live.counts()
  const listener = tryToListen(api, after)
  await vi.waitFor(() => expect(app.parts.live.counts().sockets).toBeGreaterThan(sockets), { timeout: 5000 })
  return listener
}

/** Subscribes without waiting for the server: for subscriptions that are refused. */
export const tryToListen = (api: Api, after: After = null): Listener => collect(api.socket(), cursorFor(api, after))

function collect(client: Client, after: string | null): Listener {
  const received: Delivered[] = []
  const errors: unknown[] = []
  const end = Promise.withResolvers<unknown>()
  const news = new EventEmitter()
  let isOver = false
  const finish = (reason: unknown): void => {
    isOver = true
    end.resolve(reason)
    news.emit('news')
  }
  client.subscribe<{ notificationAdded: Delivered }>(
    { query: operation, variables: { after } },
    {
      next({ data, errors: failures }) {
        if (failures) errors.push(...failures)
        if (data?.notificationAdded) received.push(withNumber(data.notificationAdded))
        news.emit('news')
      },
      error: finish,
      complete: () => finish(errors),
    },
  )
  const has = async (count: number): Promise<readonly Delivered[]> => {
    while (received.length < count) {
      if (isOver) throw new Error(`The subscription ended after ${received.length} deliveries.`)
      await once(news, 'news')
    }
    return received
  }
  return { received, errors, ended: end.promise, has, close: async () => client.dispose() }
}

const withNumber = ({ sequence, ...delivered }: Delivered): Delivered => ({
  ...delivered,
  sequence: sequence === null ? null : sequenceIn(sequence),
})
