import type { ClientBase } from 'pg'
import type { Migration } from '../migrations.js'
import { namesOf, type Place } from '../place.js'
import { describeShape, expectedShape, hashShapes, type Shape } from './describe-shape.js'

/** One way in which a church differs from what its migrations make. */
export interface Drift {
  /** Such as `column member.email`. */
  readonly object: string
  /** Null for an object that should not be there. */
  readonly expected: string | null
  /** Null for an object that is missing. */
  readonly found: string | null
}

/** A church that differs, and in what. */
export interface DriftedChurch {
  readonly place: Place
  readonly drift: readonly Drift[]
}

/** Churches compared in one query; a hash of each is all that comes back. */
const batch = 50

/**
 * Compares churches of one cell with what `steps` (this code's own, unless others are given) make, and resolves to those
 * that differ. Ask only about churches at that version. Columns, types, defaults, constraints, indexes, triggers,
 * policies, functions, rights.
 */
export async function findDrift(
  client: ClientBase,
  {
    cell,
    places,
    steps,
  }: { readonly cell: string; readonly places: readonly Place[]; readonly steps?: readonly Migration[] },
): Promise<readonly DriftedChurch[]> {
  const expected = await expectedShape(client, cell, steps)
  const drifted: DriftedChurch[] = []
  await client.query(`begin isolation level repeatable read read only; set local search_path to ''`)
  try {
    for (let from = 0; from < places.length; from += batch) {
      const some = places.slice(from, from + batch)
      const hashes = await hashShapes(client, some)
      for (const place of some) {
        if (hashes.get(namesOf(place.key).schema) === expected.hash) continue
        drifted.push({ place, drift: differences(expected.shape, await describeShape(client, place)) })
      }
    }
  } finally {
    await client.query('rollback')
  }
  return drifted
}

function differences(expected: Shape, found: Shape): readonly Drift[] {
  const names = [...new Set([...expected.keys(), ...found.keys()])].toSorted()
  return names
    .map((object) => ({ object, expected: expected.get(object) ?? null, found: found.get(object) ?? null }))
    .filter((drift) => drift.expected !== drift.found)
}
