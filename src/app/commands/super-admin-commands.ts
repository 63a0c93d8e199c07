import { randomBytes } from 'node:crypto'
import type { Command } from 'commander'
import { addSuperAdmin, disableSuperAdmin, hashPassword, passwordFault } from '../../identity/index.js'
import { systemClock } from '../../platform/clock.js'
import { newId } from '../../platform/ids.js'
import { ownerDesk } from '../../platform/tenancy/owner-desk.js'
import { isEmail, trimmed } from '../../platform/text.js'
import { tellOperatorAct } from '../tell-operator-act.js'
import { type End, example, type Json, withJson } from './options.js'
import { type ExitCode, exitCodes, type Terminal, WrongUsage } from './terminal.js'
import { withDatabase } from './with-database.js'

interface Create {
  readonly name: string
  readonly email: string
  readonly passwordStdin?: true
}

/** Adds the commands that make and disable super-admins. Everybody who may run them owns the database anyway. */
export function addSuperAdminCommands(superAdmin: Command, terminal: Terminal, end: End): Command {
  withJson(superAdmin.command('create').description('make an account that keeps the platform and enters no church'))
    .requiredOption('--email <email>', 'the address to sign in with')
    .requiredOption('--name <name>', 'who it is; the audit names it')
    .option('--password-stdin', 'read the password from standard input; otherwise one is made and shown once')
    .addHelpText('after', example('superadmin create --email ops@example.org --name "Esi Boateng" --password-stdin'))
    .action((options: Create & Json) => end(superAdminCreate(terminal, options)))
  withJson(superAdmin.command('disable').argument('<email>', 'its address'))
    .description('shut a super-admin out at once; the audit keeps its name')
    .addHelpText('after', example('superadmin disable ops@example.org'))
    .action((email: string, { json }: Json) => end(superAdminDisable(terminal, email, json === true)))
  return superAdmin
}

async function superAdminCreate(terminal: Terminal, options: Create & Json): Promise<ExitCode> {
  const email = options.email.trim().toLowerCase()
  const name = trimmed(options.name)
  if (!isEmail(email)) throw new WrongUsage(`"${email.slice(0, 254)}" is not an e-mail address.`)
  if (name === null || name.length > 255) throw new WrongUsage('A name has 1 to 255 characters.')
  // Never an argument: every process of the machine could read it.
  const given = options.passwordStdin ? (await terminal.readInput()).replace(/\r?\n$/, '') : null
  const password = given ?? randomBytes(15).toString('base64url')
  const fault = passwordFault(password, { email, name, churchName: '' }, [])
  if (fault) throw new WrongUsage(fault.message)

  const account = { id: newId(systemClock), email, name, passwordHash: await hashPassword(password) }
  return withDatabase(terminal, async ({ database }) => {
    const isAdded = await ownerDesk(database.owner).write(async (control) => {
      const added = await addSuperAdmin(control, account)
      const act = { action: 'superAdmin.create', churchId: null, target: email, detail: { id: account.id } } as const
      if (added) await tellOperatorAct(control, act)
      return added
    })
    if (!isAdded) throw new WrongUsage(`There is a super-admin ${email} already.`)
    const secret = given === null ? { password } : {}
    const text = `${email} is a super-admin.${given === null ? `\nThe password is shown this once: ${password}` : ''}\n`
    terminal.print(options.json ? `${JSON.stringify({ id: account.id, email, ...secret })}\n` : text)
    return exitCodes.done
  })
}

function superAdminDisable(terminal: Terminal, typed: string, json: boolean): Promise<ExitCode> {
  const email = typed.trim().toLowerCase()
  return withDatabase(terminal, async ({ database }) => {
    const id = await ownerDesk(database.owner).write(async (control) => {
      const disabled = await disableSuperAdmin(control, email, systemClock.now())
      const act = { action: 'superAdmin.disable', churchId: null, target: email, detail: { id: disabled } } as const
      if (disabled) await tellOperatorAct(control, act)
      return disabled
    })
    if (id === null) throw new WrongUsage(`There is no super-admin ${email.slice(0, 254)}.`)
    terminal.print(json ? `${JSON.stringify({ id, email, status: 'DISABLED' })}\n` : `${email} is shut out.\n`)
    return exitCodes.done
  })
}
