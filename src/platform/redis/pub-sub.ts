/**
 * Carries messages from one publisher to every listener of a channel, in every process that shares the transport.
 *
 * It only transports and may lose messages (see `onGap`): what must not be lost is stored elsewhere first.
 * A channel's name contains the church id: a channel two churches share is a leak no database gate can see.
 */
export interface PubSub {
  /**
   * Sends any JSON value. Resolves when the transport took it, which does not mean that somebody heard it.
   *
   * Rejects when it was not accepted, is not a JSON value (TypeError), or the transport is closed; never hangs for ever.
   * A message whose publish was rejected may still arrive, and one that was accepted may arrive twice.
   */
  publish(channel: string, message: unknown): Promise<void>
  /**
   * Calls `listener` for each message published once the subscription is confirmed, in the order of each publisher,
   * with a deeply frozen value that all listeners share. The first may come just before the promise resolves.
   *
   * Resolves when the subscription is confirmed: while the transport is away it waits, however long that takes.
   * Rejects when the transport refuses it or is closed. A listener that throws is logged and stops nobody.
   * The function it resolves to ends the subscription: at once, as often as it is called, and without ever rejecting.
   */
  subscribe(channel: string, listener: (message: unknown) => void): Promise<() => Promise<void>>
  /**
   * Calls `listener` whenever messages may have been lost: the transport was away, and every subscription has been
   * confirmed again, so what is published after the call arrives. Returns the function that ends it.
   */
  onGap(listener: () => void): () => void
  /** Resolves when messages can be sent and received now; rejects, within seconds, when not. */
  ping(): Promise<void>
  /** Ends all subscriptions and connections; what still waits to subscribe is rejected. Repeating it does nothing. */
  close(): Promise<void>
}

/** What every call on a closed PubSub rejects with. */
export class PubSubClosed extends Error {
  override readonly name = 'PubSubClosed'

  constructor() {
    super('The pub/sub has been closed.')
  }
}
