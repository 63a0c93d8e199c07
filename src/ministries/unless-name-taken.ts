import { refuse, type Refusal } from '../platform/refusal.js'
import { refuseWhen } from '../platform/refuse-when.js'
import { isMinistryNameTaken } from './ministries.repository.js'

/** Does work that names a ministry. Refuses NOT_UNIQUE when another has the name, however many take it at once. */
export const unlessNameTaken = <Outcome>(work: () => Promise<Outcome>): Promise<Outcome | Refusal<'NOT_UNIQUE'>> =>
  refuseWhen(isMinistryNameTaken, refuse('NOT_UNIQUE', 'Another ministry has this name.', ['name']), work)
