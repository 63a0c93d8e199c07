import { createHash } from 'node:crypto'
import { type ChurchManifest, isManifest, manifestFormat } from './export-shape.js'

export type { ChurchManifest }

/** The files of an export beside those of its tables and its photos, which are in folders. */
export const exportFiles = {
  manifest: 'manifest.json',
  accounts: 'accounts.json',
  tables: 'tables',
  files: 'files',
} as const

export { manifestFormat }
/** Raised when an older FaithFlow could not read what a newer one writes. */
export const formatVersion = 1

/** An export that cannot be restored, as one line that says why. */
export class UnusableExport extends Error {
  override readonly name = 'UnusableExport'
}

/** SHA-256, hexadecimal. */
export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

/** The text of `manifest.json`, which also tells whether somebody changed it. */
export const printManifest = (manifest: ChurchManifest): string =>
  `${JSON.stringify({ ...manifest, sha256: sha256(JSON.stringify(manifest)) }, null, 2)}\n`

/** Reads it. Throws UnusableExport for what is damaged, not ours, or from a newer FaithFlow. */
export function parseManifest(text: string): ChurchManifest {
  const found = parse(text)
  if (found['format'] !== manifestFormat) throw new UnusableExport('This is not the export of a church.')
  if (found['formatVersion'] !== formatVersion) {
    throw new UnusableExport('This export was made by a newer FaithFlow: restore it with that one.')
  }
  const { sha256: told, ...manifest } = found
  const isWhole = told === sha256(JSON.stringify(manifest)) && isManifest(manifest)
  if (!isWhole) throw new UnusableExport('The manifest of this export is damaged.')
  return manifest
}

function parse(text: string): Readonly<Record<string, unknown>> {
  try {
    const found: unknown = JSON.parse(text)
    if (typeof found === 'object' && found !== null && 'format' in found) return { ...found }
  } catch {
    // Told below, like everything else that is no manifest.
  }
  throw new UnusableExport('This is not the export of a church, or its manifest is damaged.')
}
