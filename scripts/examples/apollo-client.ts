import { ApolloClient, ApolloLink, gql, HttpLink, InMemoryCache, type TypedDocumentNode } from '@apollo/client'
import { SetContextLink } from '@apollo/client/link/context'
import { GraphQLWsLink } from '@apollo/client/link/subscriptions'
import { OperationTypeNode } from 'graphql'
import { type Client, type ClientOptions, createClient } from 'graphql-ws'

// How a client made with Apollo hears of everything exactly once, whatever happens on the way. Copy it: it is run against
// a server that is killed under it by `apollo-client.test.ts`.

/** What somebody is told. */
export interface Notification {
  readonly id: string
  readonly sequence: string
  readonly type: string
  readonly title: string
  readonly message: string
}

/** Where the server is, and who listens. */
export interface LiveOptions {
  /** The address of the API, as `https://grace.faithflow.example/graphql`. */
  readonly url: string
  /** Names the church where the host does not. */
  readonly church: string
  /** A token that is not over yet: it calls `refreshSession`, or `POST /auth/refresh`, when the old one is about to be. */
  readonly freshToken: () => Promise<string>
  /** The `sequence` of the last one that was shown; null for what is new only. Keep it where it survives the page. */
  readonly after: string | null
  /** Told of each notification once, in order. */
  readonly show: (notification: Notification) => void
  /** Told how many are unread, whenever that is known anew. */
  readonly showUnread: (count: number) => void
  /** For Node: `WebSocket` of `ws`. Browsers have their own. */
  readonly webSocketImpl?: unknown
  /** Resolves when it is time to come back: in 1 to 30 seconds unless given, or a whole church would come at once. */
  readonly wait?: () => Promise<void>
}

const fields = 'id sequence type title message'
const added: TypedDocumentNode<{ notificationAdded: Delivery }, { after: string | null }> = gql`
  subscription ($after: String) { notificationAdded(after: $after) { sequence resync unreadCount notification { ${fields} } } }`
const listed: TypedDocumentNode<{ notifications: Page }, { first: number; after: string | null }> = gql`
  query ($first: Int, $after: String) {
    notifications(first: $first, after: $after) { nodes { ${fields} } pageInfo { hasNextPage endCursor } } }`
const unread: TypedDocumentNode<{ unreadNotificationCount: number }> = gql`
  query {
    unreadNotificationCount
  }
`

interface Delivery {
  readonly sequence: string | null
  readonly resync: boolean
  readonly unreadCount: number
  readonly notification: Notification | null
}

interface Page {
  readonly nodes: readonly Notification[]
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null }
}

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))
const inAWhile = (): Promise<void> => sleep(1_000 + Math.random() * 29_000)
/** How many of those shown last are known again: as many as may come a second time after a resync. */
const mostKnown = 1_000

/** What the viewer is told, as it happens and each once; coming back, it goes on where it was. */
export class LiveNotifications {
  readonly client: ApolloClient
  readonly #options: LiveOptions
  readonly #wait: () => Promise<void>
  readonly #sockets: Client
  readonly #poll: NodeJS.Timeout
  /** A place that only this church knows: to be kept and sent back, not to be read. */
  #newest: string | null
  readonly #known = new Set<string>()
  #isConnected = false
  #isStopped = false
  /** Deliveries are taken one after the other: what comes behind a resync waits until that is done. */
  #turn: Promise<void> = Promise.resolve()

  constructor(options: LiveOptions) {
    this.#options = options
    this.#wait = options.wait ?? inAWhile
    this.#newest = options.after
    this.#sockets = createClient({
      ...socketOptions(options, this.#wait),
      on: { connected: () => (this.#isConnected = true), closed: () => (this.#isConnected = false) },
    })
    this.client = new ApolloClient({
      link: linkOf(options, this.#sockets, () => this.#newest),
      cache: new InMemoryCache(),
    })
    void this.#listen()
    // Two minutes or so: not all clients at once.
    this.#poll = setInterval(() => void this.#pollUnread(), 108_000 + Math.random() * 24_000)
  }

  /** Hears no more. */
  stop(): void {
    this.#isStopped = true
    clearInterval(this.#poll)
    void this.#sockets.dispose()
    this.client.stop()
  }

  async #listen(): Promise<void> {
    // Without a place to go on from, what is told while the first socket is away would be missed.
    const [last] = this.#newest === null ? (await this.#page(1, null)).nodes : []
    if (last) this.#keep(last)
    if (this.#isStopped) return
    this.client.subscribe({ query: added, variables: { after: this.#newest } }).subscribe({
      next: ({ data }) => {
        const delivery = data?.notificationAdded
        if (delivery) this.#turn = this.#turn.then(() => this.#take(delivery))
      },
      // It may end alone, as with SERVICE_UNAVAILABLE. A socket that broke does not show here: graphql-ws comes back.
      error: () => void this.#listenAgain(),
      complete: () => void this.#listenAgain(),
    })
    // There was nothing to go on from: what was told before the server listened is in the list by now.
    if (this.#newest === null) this.#turn = this.#turn.then(() => this.#wait()).then(() => this.#catchUp())
  }

  async #listenAgain(): Promise<void> {
    await this.#wait()
    if (!this.#isStopped) await this.#listen()
  }

  async #take({ notification, unreadCount, resync }: Delivery): Promise<void> {
    if (resync) await this.#catchUp()
    if (notification) this.#show(notification)
    this.#options.showUnread(unreadCount)
  }

  /** What was shown already may come again after a resync. */
  #show(notification: Notification): void {
    if (this.#known.has(notification.id)) return
    this.#keep(notification)
    this.#options.show(notification)
  }

  #keep({ id, sequence }: Pick<Notification, 'id' | 'sequence'>): void {
    this.#newest = sequence
    this.#known.add(id)
    const [oldest] = this.#known
    if (this.#known.size > mostKnown && oldest !== undefined) this.#known.delete(oldest)
  }

  /** Shows everything newer than what was shown, oldest first. */
  async #catchUp(): Promise<void> {
    const missed: Notification[] = []
    for (let cursor: string | null = null; ;) {
      const { nodes, pageInfo } = await this.#page(100, cursor)
      const seen = nodes.findIndex(({ id, sequence }) => this.#known.has(id) || sequence === this.#newest)
      missed.push(...(seen < 0 ? nodes : nodes.slice(0, seen)))
      if (seen >= 0 || !pageInfo.hasNextPage) break
      cursor = pageInfo.endCursor
    }
    for (const one of missed.toReversed()) this.#show(one)
  }

  /** A page of the list, newest first; tries until there is an answer. */
  async #page(first: number, after: string | null): Promise<Page> {
    for (;;) {
      const answer = this.client.query({ query: listed, variables: { first, after }, fetchPolicy: 'network-only' })
      const page = await answer.then(
        ({ data }) => data?.notifications,
        () => undefined,
      )
      if (page) return page
      await this.#wait()
      if (this.#isStopped) return { nodes: [], pageInfo: { hasNextPage: false, endCursor: null } }
    }
  }

  async #pollUnread(): Promise<void> {
    if (this.#isConnected) return
    const answer = this.client.query({ query: unread, fetchPolicy: 'network-only' })
    const count = await answer.then(
      ({ data }) => data?.unreadNotificationCount,
      () => undefined,
    )
    if (count !== undefined) this.#options.showUnread(count)
  }
}

/** Queries and mutations go over HTTP, subscriptions over the socket. */
function linkOf({ url, church, freshToken }: LiveOptions, sockets: Client, newest: () => string | null): ApolloLink {
  const http = new SetContextLink(async () => ({
    headers: { 'x-church': church, authorization: `Bearer ${await freshToken()}` },
  })).concat(new HttpLink({ uri: url }))
  const isLive = ({ operationType }: ApolloLink.Operation): boolean => operationType === OperationTypeNode.SUBSCRIPTION
  return ApolloLink.split(isLive, freshAfter(newest).concat(new GraphQLWsLink(sockets)), http)
}

/** graphql-ws sends the same variables when it comes back. It writes them out anew each time, so they may be alive. */
const freshAfter = (newest: () => string | null): ApolloLink =>
  new ApolloLink((operation, forward) => {
    if ('after' in operation.variables) {
      operation.variables = Object.defineProperty({ ...operation.variables }, 'after', {
        enumerable: true,
        get: newest,
      })
    }
    return forward(operation)
  })

const socketOptions = (
  { url, church, freshToken, webSocketImpl }: LiveOptions,
  retryWait: () => Promise<void>,
): ClientOptions => ({
  url: url.replace(/^http/, 'ws'),
  // Asked for each socket: after 4403 the old token is over.
  connectionParams: async () => ({ token: await freshToken(), 'x-church': church }),
  webSocketImpl,
  lazy: true,
  lazyCloseTimeout: 10_000,
  keepAlive: 20_000,
  retryAttempts: Infinity,
  // 4404: there is no such church. Anything else may be over in a while.
  shouldRetry: (end) => (end as { readonly code?: number } | undefined)?.code !== 4404,
  retryWait,
})
