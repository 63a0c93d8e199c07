import type { PlacesMet } from './places-met.js'

/** How long to wait for a connection that knows the place, in milliseconds; longer, and it does something long. */
const patience = 20
/** How many wait for the same place like that: more, and the place needs another connection. */
const mostPatient = 2
/** How many may be served before somebody who came earlier, because a free connection knew their place. */
const mostPassed = 16

/** What somebody waits for, and what it has met. */
interface Served {
  readonly met: PlacesMet
}

interface One<Line> {
  readonly place: string
  readonly serve: (line: Line | Promise<Line>) => void
  /** Whether they wait for a connection that knows their place, and for no other yet. */
  isPatient: boolean
  /** How many who came later were served before. */
  passed: number
}

/** Those who wait for a connection, in the order in which they came. */
export class Waiting<Line extends Served> {
  readonly #all: One<Line>[] = []
  readonly #timeout: number
  readonly #takeAny: () => Line | Promise<Line> | null

  /** Nobody waits longer than `timeout` milliseconds; `takeAny` gives whoever's patience is over what there is, or null. */
  constructor({ timeout, takeAny }: { timeout: number; takeAny: () => Line | Promise<Line> | null }) {
    this.#timeout = timeout
    this.#takeAny = takeAny
  }

  /** Whether a place needs more connections than know it: so many wait for it. */
  isCrowded(place: string): boolean {
    return this.#all.filter((one) => one.place === place).length >= mostPatient
  }

  /** Waits for a connection: at first, when patient, for one that knows the place. Rejects after the timeout. */
  waitFor(place: string, { isPatient }: { readonly isPatient: boolean }): Promise<Line> {
    return new Promise((resolve, reject) => {
      const timers: NodeJS.Timeout[] = []
      const leave = (): void => {
        for (const timer of timers) clearTimeout(timer)
        this.#all.splice(this.#all.indexOf(one), 1)
      }
      const serve = (line: Line | Promise<Line>): void => {
        leave()
        resolve(line)
      }
      const one: One<Line> = { place, serve, isPatient, passed: 0 }
      this.#all.push(one)
      if (isPatient) timers.push(setTimeout(() => this.#losePatience(one), patience))
      const giveUp = (): void => {
        leave()
        // In the words of pg's pool.
        reject(new Error('timeout exceeded when trying to connect'))
      }
      timers.push(setTimeout(giveUp, this.#timeout).unref())
    })
  }

  /**
   * Gives a free connection to whoever waits for a place that it has met; else to whoever has waited longest, and to them
   * at the latest when many have passed. False when it is for nobody.
   */
  serve(line: Line): boolean {
    const first = this.#all.find(({ isPatient }) => !isPatient)
    const isOverdue = first !== undefined && first.passed >= mostPassed
    const next = isOverdue ? first : (this.#all.find(({ place }) => line.met.has(place)) ?? first)
    if (!next) return false
    if (first && next !== first) first.passed += 1
    next.serve(line)
    return true
  }

  /** Gives whoever has waited longest what `make` makes; it is not called when nobody waits. */
  serveOldest(make: () => Line | Promise<Line>): void {
    this.#all[0]?.serve(make())
  }

  #losePatience(one: One<Line>): void {
    one.isPatient = false
    const line = this.#takeAny()
    if (line) one.serve(line)
  }
}
