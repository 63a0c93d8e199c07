import { Command } from 'commander'
import {
  addDomain,
  churchAt,
  type Domain,
  domainsOfChurch,
  foldHost,
  removeDomain,
  verifyDomain,
} from '../../churches/index.js'
import { createDns } from '../../platform/dns.js'
import { isRefusal } from '../../platform/refusal.js'
import { operator } from '../tell-operator-act.js'
import { type End, example, type Json, withJson } from './options.js'
import { proofOf, shownDomain, shownDomains } from './shown-domains.js'
import { type ExitCode, exitCodes, type Terminal, WrongUsage } from './terminal.js'
import { readChurch, unknownChurch } from './which-church.js'
import { withDatabase } from './with-database.js'

type Desk = Parameters<typeof addDomain>[0]

/** The commands about the hosts of a church. */
export function domainCommands(terminal: Terminal, end: End): Command {
  const domain = new Command('domain').description('the hosts that a church is reached at')
  withJson(domain.command('list').argument('<church>', 'its subdomain'))
    .description('list them, with what proves those that are not proved')
    .addHelpText('after', example('church domain list grace'))
    .action((church: string, { json }: Json) => end(domainList(terminal, { church, json: json === true })))
  for (const [name, description, act] of [
    ['add', 'add a host of its own, and say how to prove it', add],
    ['verify', 'look for the proof of a host, and let it lead to the church', verify],
    ['remove', 'let a host of its own lead nowhere', remove],
  ] as const) {
    withJson(domain.command(name).argument('<church>', 'its subdomain').argument('<host>', 'the whole host name'))
      .description(description)
      .addHelpText('after', example(`church domain ${name} grace www.grace.org`))
      .action((church: string, host: string, { json }: Json) =>
        end(changeDomain(terminal, { church, host, act, json: json === true })),
      )
  }
  return domain
}

interface Which {
  readonly church: string
  readonly json: boolean
}

function domainList(terminal: Terminal, { church, json }: Which): Promise<ExitCode> {
  return atDesk(terminal, church, async (desk) => {
    const domains = await desk.control.read(domainsOfChurch)
    terminal.print(shownDomains(domains, { baseDomain: desk.baseDomain, json }))
    return exitCodes.done
  })
}

interface Change extends Which {
  readonly host: string
  readonly act: typeof add | typeof verify | typeof remove
}

/** Throws WrongUsage with the reason when it is refused. */
function changeDomain(terminal: Terminal, { church, host, act, json }: Change): Promise<ExitCode> {
  return atDesk(terminal, church, async (desk) => {
    const { said, outcome } = await act(desk, host)
    if (isRefusal(outcome)) throw new WrongUsage(outcome.errors.map(({ message }) => message).join(' '))
    terminal.print(json ? `${JSON.stringify(shownDomain(outcome, desk.baseDomain))}\n` : `${said(outcome)}\n`)
    return exitCodes.done
  })
}

const add = async (desk: Desk, host: string) => ({
  outcome: await addDomain(desk, { host }),
  said: (domain: Domain) => `Now publish the TXT record ${proofOf(domain)}, then verify ${domain.host}.`,
})

const verify = async (desk: Desk, host: string) => ({
  outcome: await verifyDomain(desk, { id: await idOf(desk, host) }),
  said: (domain: Domain) => `${domain.host} leads to the church.`,
})

const remove = async (desk: Desk, host: string) => ({
  outcome: await removeDomain(desk, { id: await idOf(desk, host) }),
  said: (domain: Domain) => `${domain.host} leads nowhere any more.`,
})

async function idOf({ control, baseDomain }: Desk, text: string): Promise<string> {
  const host = foldHost(text)
  const domains = await control.read(domainsOfChurch)
  const found = domains.find((domain) => shownDomain(domain, baseDomain).host === host)
  if (!found)
    throw new WrongUsage(`The church has no domain "${host}": \`npx faithflow church domain list\` names them.`)
  return found.id
}

/** Opens the domains of a church for `work`, as a server would. Throws WrongUsage when it is unknown. */
function atDesk(terminal: Terminal, subdomain: string, work: (desk: Desk) => Promise<ExitCode>): Promise<ExitCode> {
  const wanted = readChurch(subdomain)
  return withDatabase(terminal, async ({ database: { gate }, settings: { baseDomain, dnsServers } }) => {
    const church = await gate.catalogue().read((control) => churchAt(control, wanted))
    if (!church) throw unknownChurch(wanted)
    const control = gate.control(church.id)
    return work({ ...operator(), viewer: null, church, control, dns: createDns(dnsServers), baseDomain })
  })
}
