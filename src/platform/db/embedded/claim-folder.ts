import { randomUUID } from 'node:crypto'
import { link, mkdir, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { codeOf } from './embedded-postgres-error.js'
import { identifyProcess, isRunning, type ProcessIdentity } from './process-identity.js'

/** What became of a try to own something: it is held until released, or a living process has it. */
export type Claim =
  | { readonly held: true; release(): Promise<void> }
  | { readonly held: false; readonly ownerPid: number }

/**
 * Claims, for this process, whatever `folder` stands for; the folder is made if need be and holds nothing else.
 *
 * Of any number of processes that try at once, one gets it. The claim of a process that died counts for nothing, even
 * when its number was given to another process. A second claim from the same process is refused like anybody's.
 */
export async function claimFolder(folder: string): Promise<Claim> {
  await mkdir(folder, { recursive: true })
  const draft = join(folder, `draft-${randomUUID()}`)
  // Readable for all: root may have been here before an ordinary user.
  await writeFile(draft, JSON.stringify(await identifyProcess(process.pid)), { mode: 0o644 })

  try {
    for (;;) {
      const newest = await newestClaim(folder)
      const owner = await livingOwner(join(folder, String(newest)))
      if (owner) return { held: false, ownerPid: owner.pid }

      const mine = newest + 1
      if (!(await linkAsNew(draft, join(folder, String(mine))))) continue
      // Whoever lingered since reading `newest` may have taken a number long passed; only the highest counts.
      if ((await newestClaim(folder)) === mine) return await hold(folder, mine)
      await rm(join(folder, String(mine)), { force: true })
    }
  } finally {
    await rm(draft, { force: true })
  }
}

async function hold(folder: string, mine: number): Promise<Claim> {
  for (const older of await claimNumbers(folder)) {
    if (older < mine) await rm(join(folder, String(older)), { force: true })
  }
  return {
    held: true,
    // Emptied, not removed: the numbers must never start again, or a slow rival could own an old one.
    release: () => truncate(join(folder, String(mine))).catch(ignoreMissing),
  }
}

async function claimNumbers(folder: string): Promise<number[]> {
  return (await readdir(folder)).filter((name) => /^\d+$/.test(name)).map(Number)
}

async function newestClaim(folder: string): Promise<number> {
  return Math.max(0, ...(await claimNumbers(folder)))
}

async function livingOwner(file: string): Promise<ProcessIdentity | null> {
  const owner = parseIdentity((await readFile(file, 'utf8').catch(ignoreMissing)) ?? '')
  return owner && (await isRunning(owner)) ? owner : null
}

/** Null for what was released, and for what a power cut left unreadable: its writer is dead. */
function parseIdentity(text: string): ProcessIdentity | null {
  try {
    return JSON.parse(text) as ProcessIdentity | null
  } catch {
    return null
  }
}

/** False when `file` exists already: a link, unlike a write, appears whole or not at all. */
async function linkAsNew(draft: string, file: string): Promise<boolean> {
  try {
    await link(draft, file)
    return true
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false
    throw error
  }
}

function ignoreMissing(error: unknown): undefined {
  if (codeOf(error) !== 'ENOENT') throw error
}
