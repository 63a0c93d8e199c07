import type { Command } from 'commander'
import { churchTurn } from './church-commands.js'
import { churchErase } from './church-erase.js'
import { type End, example, type Json, withJson } from './options.js'
import type { Terminal } from './terminal.js'

/** Adds the commands that end, keep and bring back churches. */
export function addLifeCommands(church: Command, terminal: Terminal, end: End): void {
  withJson(church.command('archive').argument('<church>', 'its subdomain'))
    .description('let nobody in, and keep all it has; resume brings it back')
    .addHelpText('after', example('church archive grace'))
    .action((which: string, { json }: Json) =>
      end(churchTurn(terminal, { church: which, to: 'ARCHIVED', json: json === true })),
    )
  withJson(church.command('erase').argument('<church>', 'its subdomain'))
    .description('remove a church and all it has, for good')
    .option('--yes', 'it is meant')
    .addHelpText(
      'after',
      `\nA run that was killed is finished by the next one.\n${example('church erase grace --yes')}`,
    )
    .action((which: string, { yes, json }: Json & { readonly yes?: true }) =>
      end(churchErase(terminal, { church: which, yes: yes === true, json: json === true })),
    )
}
