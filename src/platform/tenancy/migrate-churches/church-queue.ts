import type { ChurchBehind, Failure } from './bring-up.js'

/** A church that a worker took from the queue. */
export interface QueuedChurch extends ChurchBehind {
  readonly id: string
  /** What people call it: the subdomain, or the schema while nobody owns it. */
  readonly name: string
  /** Tries in a row that gave way to somebody's lock. */
  readonly waits: number
}

/** A church that was brought up, and to which version. */
export interface FinishedChurch {
  readonly id: string
  readonly version: number
}

/** How far all churches are, counted from the catalogue. */
export interface QueueState {
  /** At the wanted version, or beyond. */
  readonly done: number
  /** Behind, and to be brought up: nobody's yet, or a worker's. */
  readonly waiting: number
  /** Behind, and left alone after a failure. */
  readonly failed: number
}

/** A church that was left alone, and why. */
export interface FailedChurch extends Failure {
  readonly id: string
  readonly name: string
  readonly version: number
}

/**
 * The churches that are behind one version, shared by all workers on all machines. What a worker took is its own until
 * it finishes, gives it back, or does not renew in time.
 */
export interface ChurchQueue {
  /** Puts every church that is behind into its wave. May be called at any time, by anybody. */
  plan(): Promise<void>
  /** Takes up to twenty, earliest wave first; none twice. */
  claim(worker: string): Promise<readonly QueuedChurch[]>
  /** Keeps what the worker has for longer. */
  renew(worker: string): Promise<void>
  /** Gives back what the worker has and did not finish. */
  release(worker: string): Promise<void>
  /** Writes down how far churches are, and takes them out. */
  finish(churches: readonly FinishedChurch[]): Promise<void>
  /** Gives a locked church back, not to be taken again for some seconds. */
  postpone(id: string, seconds: number): Promise<void>
  /** Leaves a church alone until `retry`. */
  fail(id: string, failure: Failure): Promise<void>
  state(): Promise<QueueState>
}
