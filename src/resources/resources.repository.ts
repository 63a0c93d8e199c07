import { sql } from 'kysely'
import { isTaken } from '../platform/db/database-fault.js'
import type { Db } from '../platform/db/handles.js'
import type { Instant } from '../platform/instant.js'
import type { Resource, BookableKind } from './resource.js'

/** The columns of a resource, in the names of the API. */
export const resourceColumns = [
  'resource.id',
  'resource.name',
  'resource.kind',
  'resource.archived_at as archivedAt',
  'resource.created_at as createdAt',
  'resource.updated_at as updatedAt',
  'resource.version',
] as const

/** The resources with these ids, archived ones too, in no order. */
export const resourcesById = (db: Db, ids: readonly string[]): Promise<Resource[]> =>
  db
    .selectFrom('resource')
    .select(resourceColumns)
    .where('resource.id', '=', sql<string>`any(${ids}::uuid[])`)
    .execute()

/**
 * Resources, locked until the transaction ends, so that those who book them or archive one take turns. Read in a statement
 * of its own after the locks, in no order.
 */
export async function lockResources(db: Db, ids: readonly string[]): Promise<readonly Resource[]> {
  await db
    .selectFrom('resource')
    .select('id')
    .where('id', '=', sql<string>`any(${ids}::uuid[])`)
    .orderBy('id')
    .forUpdate()
    .execute()
  return resourcesById(db, ids)
}

/** Whether a write failed because another resource that is not archived has the name, in any case of letters. */
export const isResourceNameTaken = (error: unknown): boolean => isTaken(error, 'resource_name_key')

/** Adds a resource. Throws what `isResourceNameTaken` knows. */
export const addResource = (
  db: Db,
  { id, name, kind }: { readonly id: string; readonly name: string; readonly kind: BookableKind },
): Promise<Resource> =>
  db.insertInto('resource').values({ id, name, kind }).returning(resourceColumns).executeTakeFirstOrThrow()

/** Writes the named fields of a resource, and raises its version. Throws what `isResourceNameTaken` knows. */
export const changeResource = (
  db: Db,
  id: string,
  change: {
    readonly name?: string
    readonly kind?: BookableKind
    readonly archivedAt?: Instant
    readonly now: Instant
  },
): Promise<Resource> =>
  db
    .updateTable('resource')
    .set((eb) => ({
      ...(change.name !== undefined && { name: change.name }),
      ...(change.kind && { kind: change.kind }),
      ...(change.archivedAt && { archived_at: change.archivedAt }),
      updated_at: change.now,
      version: eb('version', '+', 1),
    }))
    .where('id', '=', id)
    .returning(resourceColumns)
    .executeTakeFirstOrThrow()
