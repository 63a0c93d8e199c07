import type { RequestHandler } from 'express'

/** Something of a church that is answered over plain HTTP, beside GraphQL. */
export interface ChurchRoute {
  readonly method: 'all' | 'get' | 'head' | 'post' | 'put'
  /** As Express reads it. */
  readonly path: string
  readonly answer: RequestHandler
}
