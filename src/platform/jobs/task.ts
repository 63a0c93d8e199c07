import type { Ctx } from '../context.js'
import type { Json } from '../json.js'
import type { Lobby } from '../lobby.js'

/** One try of a job. */
export interface Attempt {
  /** The same in every try, and no other job's: by it others recognise what they have had already. */
  readonly id: string
  /** 1 for the first. */
  readonly number: number
  /** Whether there will be no other. */
  readonly isLast: boolean
}

/** How the jobs of one name are done. */
export interface Task {
  readonly task: string
  /** Whether its jobs wait while their church is archived; those of others are dropped then. */
  readonly isKept?: boolean
  /**
   * Does one, in a ctx of the job's church in which nobody is signed in. May be called again for what it has done before:
   * a throw is a failure that is tried again, later and later; `GaveUp` is one that is not.
   */
  readonly run: (ctx: Ctx, data: Json, attempt: Attempt) => Promise<void>
}

/** Work that is due by the clock, for no church in particular. */
export interface RecurringTask {
  readonly task: string
  /** When, in UTC: minute, hour, day of the month, month, day of the week. */
  readonly at: string
  /** Does it: one process does, and after a kill or a throw it is done again. */
  readonly run: (lobby: Lobby) => Promise<void>
}

/** Thrown by a task when another try would end the same way: the job is dead, and a person looks at the reason. */
export class GaveUp extends Error {
  override readonly name = 'GaveUp'
}

/** Thrown for a job whose time has not come: it is tried again so many seconds later, and the try does not count. */
export class NotYet extends Error {
  override readonly name = 'NotYet'
  readonly seconds: number

  constructor(why: string, seconds: number) {
    super(why)
    this.seconds = seconds
  }
}
