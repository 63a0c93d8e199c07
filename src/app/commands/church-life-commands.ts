import { type Command, Option } from 'commander'
import { churchTurn } from './church-commands.js'
import { churchErase } from './church-erase.js'
import { churchExport } from './church-export.js'
import { churchDropCopies, churchMove } from './church-move.js'
import { churchRestore } from './church-restore.js'
import { type End, example, type Json, withJson } from './options.js'
import { type Terminal, WrongUsage } from './terminal.js'

interface Export {
  readonly to: string
  readonly withAccounts?: true
}

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
  withJson(church.command('export').argument('<church>', 'its subdomain'))
    .description('write a church into a new folder, as of one moment')
    .requiredOption('--to <folder>', 'a folder that is not there yet; only you may read it')
    .option('--with-accounts', 'with what people sign in with; otherwise everybody needs a new password')
    .addHelpText('after', example('church export grace --to ./grace-2026-11-22 --with-accounts'))
    .action((which: string, { to, withAccounts, json }: Json & Export) =>
      end(churchExport(terminal, { church: which, to, withAccounts: withAccounts === true, json: json === true })),
    )
  withJson(church.command('restore').argument('<folder>', 'what `church export` wrote'))
    .description('build a church again from its export, and bring it up to date')
    .option('--subdomain <subdomain>', 'another name than it had')
    .option('--cell <cell>', 'where it is built; the open cell with the fewest churches when left out')
    .addHelpText('after', example('church restore ./grace-2026-11-22 --subdomain grace-again --cell west'))
    .action(
      (folder: string, { subdomain, cell, json }: Json & { readonly subdomain?: string; readonly cell?: string }) =>
        end(churchRestore(terminal, { folder, subdomain, cell, json: json === true })),
    )
}

/** Adds the commands that carry churches from one cell to another. */
export function addMoveCommands(church: Command, terminal: Terminal, end: End): void {
  withJson(church.command('move').argument('<church>', 'its subdomain'))
    .description('move a church to another cell; meanwhile it can be read, and not changed')
    .addOption(new Option('--to <cell>', 'the name of the cell').conflicts('back'))
    .option('--back', 'turn back a move that was cut short')
    .addHelpText(
      'after',
      `\nA run that was killed is finished by the next one. A frozen copy is left where it was: see drop-copies.\n${example('church move grace --to west')}`,
    )
    .action((which: string, { to, back, json }: Json & { readonly to?: string; readonly back?: true }) => {
      if (to === undefined && back !== true) throw new WrongUsage('Say --to <cell>, or --back.')
      return end(churchMove(terminal, { church: which, to: to ?? null, json: json === true }))
    })
  withJson(church.command('drop-copies').argument('<church>', 'its subdomain'))
    .description('remove what moves left of a church in other cells')
    .addHelpText('after', example('church drop-copies grace'))
    .action((which: string, { json }: Json) => end(churchDropCopies(terminal, { church: which, json: json === true })))
}
