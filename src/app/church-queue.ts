import {
  countQueue,
  failChurch,
  finishChurches,
  leaseChurches,
  planWaves,
  postponeChurch,
  releaseLeases,
  renewLeases,
} from '../churches/index.js'
import type { ControlDesk } from '../platform/db/handles.js'
import type { ChurchQueue } from '../platform/tenancy/migrate-churches/church-queue.js'

/** What a queue is for. */
export interface QueueOptions {
  /** The catalogue with the right to write it. */
  readonly catalogue: ControlDesk
  /** The version churches are brought to. */
  readonly target: number
  /** Subdomains of our own churches, which go first. */
  readonly first?: readonly string[]
  /** Seconds a worker keeps what it took without renewing. */
  readonly leaseSeconds?: number
}

/** The churches of the catalogue that are behind `target`. */
export function churchQueue({ catalogue, target, first = [], leaseSeconds = 30 }: QueueOptions): ChurchQueue {
  return {
    plan: () => catalogue.write((control) => planWaves(control, { target, first })),
    async claim(worker) {
      const taken = await catalogue.write((control) => leaseChurches(control, { target, worker, lasts: leaseSeconds }))
      return taken.map(({ cell, placeKey, ...church }) => ({ ...church, place: { cell, key: placeKey } }))
    },
    renew: (worker) => catalogue.write((control) => renewLeases(control, { worker, lasts: leaseSeconds })),
    release: (worker) => catalogue.write((control) => releaseLeases(control, worker)),
    finish: (churches) => catalogue.write((control) => finishChurches(control, churches)),
    postpone: (id, seconds) => catalogue.write((control) => postponeChurch(control, id, seconds)),
    fail: (id, failure) => catalogue.write((control) => failChurch(control, id, failure)),
    state: () => catalogue.read((control) => countQueue(control, target)),
  }
}
