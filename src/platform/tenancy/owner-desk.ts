import type { Pool } from 'pg'
import type { ControlDesk } from '../db/handles.js'
import { deskOn } from './desk-on.js'

/**
 * The control tables as their owner sees them: all churches, and the right to write the catalogue. For set-up,
 * operators' commands and the pool of churches; no request reaches it.
 */
export const ownerDesk = (owner: Pool): ControlDesk => deskOn(owner, () => `begin; set local search_path to "control"`)
