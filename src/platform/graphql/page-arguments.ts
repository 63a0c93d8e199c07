import { maxPageSize } from '../page.js'
import { Arg, Int } from './decorators.js'

/** The argument `first` of a list: how many entries the page may have. */
export const First = () =>
  Arg('first', () => Int, { nullable: true, description: `How many, 1 to ${maxPageSize}; 25 unless given.` })

/** The argument `after` of a list: the cursor of the entry before the page. */
export const After = () =>
  Arg('after', () => String, { nullable: true, description: 'The cursor to go on from; from the start unless given.' })
