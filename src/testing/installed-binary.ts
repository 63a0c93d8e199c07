import { execFile } from 'node:child_process'
import { access, chmod, constants, rm, writeFile } from 'node:fs/promises'
import { delimiter, isAbsolute, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { claimFolder } from '../platform/db/embedded/claim-folder.js'

/** A program that npm cannot bring, and the Debian package that does. */
export interface WantedBinary {
  /** Its name, or its full path where only that one will do. */
  readonly binary: string
  readonly package: string
  /** Where to look besides PATH. */
  readonly folders?: readonly string[]
  /** What must be so while the package is installed; answers with how to undo it. */
  prepare?(): Promise<() => Promise<void>>
}

const execute = promisify(execFile)
const limits = { timeout: 600_000, maxBuffer: 50_000_000 }

/**
 * The full path of a program; installs its Debian package when it is missing and this is root. Nothing that a package
 * brings is started. Of test runs that miss it at once, one installs and the others wait. Throws with the command to
 * run when it is missing and cannot be installed here.
 */
export async function findOrInstall(wanted: WantedBinary): Promise<string> {
  const found = await find(wanted)
  if (found !== null) return found

  const command = `apt-get install ${wanted.package}`
  if (process.getuid?.() !== 0) throw new Error(`The tests need ${wanted.binary}: run "sudo ${command}" and try again.`)
  const release = await waitForTurn()
  try {
    const foundMeanwhile = await find(wanted)
    if (foundMeanwhile !== null) return foundMeanwhile
    const undo = await wanted.prepare?.()
    try {
      await install(wanted.package)
    } finally {
      await undo?.()
    }
  } catch (cause) {
    throw new Error(`The tests need ${wanted.binary} and "${command}" failed: run it by hand.`, { cause })
  } finally {
    await release()
  }
  const installed = await find(wanted)
  if (installed === null)
    throw new Error(`The tests need ${wanted.binary} and "${command}" did not bring it: install it.`)
  return installed
}

async function find({ binary, folders = [] }: WantedBinary): Promise<string | null> {
  const onPath = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '')
  const places = isAbsolute(binary) ? [binary] : [...onPath, ...folders].map((folder) => join(folder, binary))
  for (const file of places) {
    const runs = await access(file, constants.X_OK).then(
      () => true,
      () => false,
    )
    if (runs) return file
  }
  return null
}

async function waitForTurn(): Promise<() => Promise<void>> {
  for (;;) {
    const claim = await claimFolder('/run/faithflow-apt-install')
    if (claim.held) return () => claim.release()
    await sleep(500)
  }
}

async function install(name: string): Promise<void> {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const options = ['-o', 'DPkg::Lock::Timeout=300', '-o', 'Dpkg::Options::=--force-confold']
  const apt = (...args: string[]) => execute('apt-get', ['-y', ...options, ...args], { ...limits, env })

  const allow = await forbidStartingServices()
  try {
    // Fails where the package lists were never fetched, or are too old to fetch by.
    const installed = await apt('install', '--no-install-recommends', name).catch(() => null)
    if (installed) return
    await apt('update')
    await apt('install', '--no-install-recommends', name)
  } finally {
    await allow()
  }
}

/** Debian's way to install without starting; answers with its end. Does nothing where a policy stands already. */
async function forbidStartingServices(): Promise<() => Promise<void>> {
  const file = '/usr/sbin/policy-rc.d'
  // Holds only while this process lives: should it be killed, the machine is not left unable to start services.
  const script = `#!/bin/sh\nkill -0 ${process.pid} 2>/dev/null && exit 101\nexit 0\n`
  try {
    await writeFile(file, script, { flag: 'wx' })
    await chmod(file, 0o755)
    return () => rm(file, { force: true })
  } catch {
    return async () => {}
  }
}
