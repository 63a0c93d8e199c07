/** Where a file is: in which church, by the key of its place, and under which name there. */
export interface FilePlace {
  readonly church: string
  readonly name: string
}

/** Keeps files of churches, of a few megabytes each, outside of the database. */
export interface FileStore {
  /** Keeps `bytes`; whoever reads sees all of them or none. */
  put(place: FilePlace, bytes: Buffer): Promise<void>
  /** The bytes; null when there is no such file. */
  get(place: FilePlace): Promise<Buffer | null>
  /** Removes a file; there may be none. */
  remove(place: FilePlace): Promise<void>
  /** Removes all files of a church. */
  removeAll(church: string): Promise<void>
}

/**
 * `church/name`. Throws for a place that could lead out of its church: both are made by the server, of letters, digits and
 * dashes.
 */
export function pathOf({ church, name }: FilePlace): string {
  if (!/^[a-z2-7]{16}$/.test(church) || !/^[a-z0-9-]{1,100}$/.test(name)) {
    throw new Error('A file is asked for at a place that cannot be.')
  }
  return `${church}/${name}`
}
