import { randomBytes } from 'node:crypto'
import {
  churchAt,
  type ChurchStatus,
  type Denomination,
  denominations,
  foldSubdomain,
  listChurches,
  renameSubdomain,
  subdomainFault,
} from '../../churches/index.js'
import { systemClock } from '../../platform/clock.js'
import { isRefusal } from '../../platform/refusal.js'
import { ownerDesk } from '../../platform/tenancy/owner-desk.js'
import { type Registry, registerWith } from '../../sign-up/register-church.js'
import { archiveChurch, resumeChurch } from '../archive-church.js'
import { buildWarmChurch } from '../found-churches.js'
import type { OpenDatabase } from '../open-database.js'
import { tellOperatorAct } from '../tell-operator-act.js'
import { turnChurchTold } from '../turn-church.js'
import { type ExitCode, exitCodes, table, type Terminal, WrongUsage } from './terminal.js'
import { busyChurch, readCell, readChurch, unknownChurch } from './which-church.js'
import { type Opened, withDatabase } from './with-database.js'

const statuses: readonly ChurchStatus[] = ['ACTIVE', 'SUSPENDED', 'ARCHIVED', 'ERASED']

/** Lists churches that have owners. Throws WrongUsage for a state that there is not. */
export function churchList(
  terminal: Terminal,
  { status, json }: { readonly status: string | undefined; readonly json: boolean },
): Promise<ExitCode> {
  const wanted = statuses.find((known) => known === status?.toUpperCase()) ?? null
  if (status !== undefined && wanted === null) {
    throw new WrongUsage(`"${status}" is no state of a church: use one of ${statuses.join(', ')}.`)
  }
  return withDatabase(terminal, async ({ database }) => {
    const churches = await ownerDesk(database.owner).read((control) => listChurches(control, wanted))
    const rows = churches.map(({ subdomain, name, plan, version, ...church }) => {
      const cell = church.movingTo === null ? church.cell : `${church.cell} to ${church.movingTo}`
      return [subdomain, name, church.status, plan, cell, version]
    })
    terminal.print(
      json ? `${JSON.stringify(churches)}\n` : table(['subdomain', 'name', 'status', 'plan', 'cell', 'version'], rows),
    )
    return exitCodes.done
  })
}

/** What `church create` is told. */
export interface CreateOptions {
  readonly name: string
  readonly subdomain: string
  readonly denomination: string
  readonly timeZone: string
  readonly currency: string
  readonly adminName: string
  readonly adminEmail: string
  /** Whether the password is read from standard input; otherwise one is made, and shown once. */
  readonly passwordStdin: boolean
  /** Where it is put; the open cell with the fewest churches when it is left out. */
  readonly cell?: string | undefined
  readonly json: boolean
}

/** Signs a church up by the rules of `registerChurch`. Throws WrongUsage with everything that is wrong with the input. */
export async function churchCreate(terminal: Terminal, options: CreateOptions): Promise<ExitCode> {
  const denomination = readDenomination(options.denomination)
  const given = options.passwordStdin ? (await terminal.readInput()).replace(/\r?\n$/, '') : null
  const password = given ?? randomBytes(15).toString('base64url')
  return withDatabase(terminal, async (opened) => {
    const { name: churchName, subdomain, timeZone, currency, adminName, adminEmail, json } = options
    const admin = { name: adminName, email: adminEmail, password }
    const registry = registryFor(opened, options.cell)
    const input = { churchName, subdomain, denomination, timeZone, currency, admin }
    const founder = await registerWith(registry, input, async (control, founded) => {
      const act = { action: 'church.create', churchId: founded.churchId, target: foldSubdomain(subdomain) } as const
      await tellOperatorAct(control, act)
      return founded
    })
    if (isRefusal(founder)) {
      throw new WrongUsage(founder.errors.map(({ path, message }) => `${path.join('.')}: ${message}`).join(' '))
    }
    const made = {
      ...{ id: founder.churchId, subdomain: foldSubdomain(subdomain), adminEmail: founder.viewer.email },
      ...(given === null ? { password } : {}),
    }
    terminal.print(json ? `${JSON.stringify(made)}\n` : created(made))
    return exitCodes.done
  })
}

/** Where the church is entered: in this cell, or in the best one. */
function registryFor({ database, pool }: Opened, name: string | undefined): Registry {
  const cell = name === undefined ? null : readCell(database, name)
  return {
    clock: systemClock,
    catalogue: database.gate.catalogue(),
    inChurch: (place, work) => database.gate.church(place).transaction(work, () => true),
    openCells: cell ? async () => [cell.name] : () => pool.openCells(),
    buildWarmChurch: cell ? () => buildWarmChurch(ownerDesk(database.owner), cell) : () => pool.build(),
    refill: () => undefined,
  }
}

function readDenomination(text: string): Denomination {
  const folded = text.trim().toUpperCase().replaceAll(/[ -]/g, '_')
  const known = denominations.find((denomination) => denomination === folded)
  if (known) return known
  throw new WrongUsage(`"${text}" is no denomination we know: use one of ${denominations.join(', ')}.`)
}

function created({
  subdomain,
  adminEmail,
  password,
}: Record<'subdomain' | 'adminEmail', string> & { password?: string }) {
  const secret = password === undefined ? '' : `\nThe password is shown this once: ${password}`
  return `The church "${subdomain}" stands; ${adminEmail} is its administrator.${secret}\n`
}

/** How a church gets into each state that can be left again. */
const turns = {
  ACTIVE: resumeChurch,
  ARCHIVED: archiveChurch,
  SUSPENDED: ({ owner }: OpenDatabase, subdomain: string) =>
    ownerDesk(owner).write((control) =>
      turnChurchTold(control, { subdomain, from: ['ACTIVE'], to: 'SUSPENDED', action: 'church.suspend' }),
    ),
} as const

/** Suspends or archives a church, or lets it go on; twice changes nothing. Throws WrongUsage for one that is unknown. */
export function churchTurn(
  terminal: Terminal,
  { church, to, json }: { readonly church: string; readonly to: keyof typeof turns; readonly json: boolean },
): Promise<ExitCode> {
  const subdomain = readChurch(church)
  return withDatabase(terminal, async ({ database }) => {
    const status = await turns[to](database, subdomain)
    if (status === null) throw unknownChurch(subdomain)
    if (status === 'BUSY') throw busyChurch(subdomain)
    terminal.print(json ? `${JSON.stringify({ subdomain, status })}\n` : `The church "${subdomain}" is ${status}.\n`)
    return status === to ? exitCodes.done : exitCodes.failed
  })
}

/** Gives a church another subdomain. Throws WrongUsage for names that are unknown, malformed, reserved or taken. */
export function churchRename(
  terminal: Terminal,
  options: { readonly church: string; readonly subdomain: string; readonly json: boolean },
): Promise<ExitCode> {
  const from = readChurch(options.church)
  const to = foldSubdomain(options.subdomain)
  const fault = subdomainFault(to)
  if (fault === 'RESERVED') throw new WrongUsage(`"${to}" is kept for FaithFlow itself: choose another name.`)
  if (fault !== null) {
    throw new WrongUsage(`"${to}" is no subdomain: use 3 to 63 letters and digits, with single hyphens inside.`)
  }
  return withDatabase(terminal, async ({ database }) => {
    const outcome = await ownerDesk(database.owner).write(async (control) => {
      const renamed = await renameSubdomain(control, { from, to })
      const church = renamed === 'RENAMED' ? await churchAt(control, to) : null
      const act = { action: 'church.rename', target: to, detail: { from, to } } as const
      if (church) await tellOperatorAct(control, { ...act, churchId: church.id })
      return renamed
    })
    if (outcome === 'UNKNOWN') throw unknownChurch(from)
    if (outcome === 'TAKEN') throw new WrongUsage(`Another church has the subdomain "${to}".`)
    const text = `The church "${from}" is now "${to}".\n`
    terminal.print(options.json ? `${JSON.stringify({ from, subdomain: to })}\n` : text)
    return exitCodes.done
  })
}
