import { Command, InvalidArgumentError } from 'commander'
import { churchCreate, churchList, churchRename, churchTurn, type CreateOptions } from './church-commands.js'
import { addLifeCommands, addMoveCommands } from './church-life-commands.js'
import { migrateDryRun } from './migrate-dry-run.js'
import { migrateStatus } from './migrate-status.js'
import { migrateUp } from './migrate-up.js'
import { type End, example, type Json, withJson } from './options.js'
import { demo, poolFill } from './pool-and-demo.js'
import { addSuperAdminCommands } from './super-admin-commands.js'
import type { Terminal } from './terminal.js'

/** The commands, as commander parses them. Nothing runs before `parseAsync`. */
export function buildProgram(terminal: Terminal, end: End): Command {
  const program = new Command('faithflow')
    .description('Operates a FaithFlow installation: its schemas, churches and pool.')
    .addHelpText(
      'after',
      `
Databases are those of the settings (DIRECT_DATABASE_URL or DATABASE_URL, CONTROL_…, CELL_<NAME>_…), else the
embedded one in DATA_DIR (.data).

Exit codes: 0 done, 1 failed, 2 wrong usage or input, 3 done for some churches and failed for others.

Examples:
  $ npx faithflow migrate up --workers 8
  $ npx faithflow church create --name "Grace Chapel" --subdomain grace --denomination PENTECOSTAL \\
      --admin-name "Bola Adeyemi" --admin-email bola@grace.example`,
    )
  program.addCommand(migrateCommands(terminal, end))
  program.addCommand(churchCommands(terminal, end))
  program.addCommand(poolCommands(terminal, end))
  const superAdmin = new Command('superadmin').description('accounts that keep the platform, one by one')
  program.addCommand(addSuperAdminCommands(superAdmin, terminal, end))
  withJson(program.command('demo').description('make the demo churches that are missing')).action((options: Json) =>
    end(demo(terminal, { json: options.json === true })),
  )
  return program
}

interface Up extends Json {
  readonly workers: number
  readonly first: readonly string[]
}

function migrateCommands(terminal: Terminal, end: End): Command {
  const migrate = new Command('migrate').description('bring schemas up to date')
  const up = (name: string, description: string, retry: boolean): Command =>
    withJson(migrate.command(name).description(description))
      .option('--workers <n>', 'churches migrated at a time, by this process', count, 4)
      .option('--first <subdomain...>', 'churches of our own, which go first', [])
      .action(({ workers, first, json }: Up) =>
        end(migrateUp(terminal, { workers: Math.max(workers, 1), first, json: json === true, retry })),
      )
  withJson(migrate.command('status').description('say how far everything is; change nothing'))
    .option('--drift <n>', 'compare so many churches with what their migrations make', count, 0)
    .addHelpText('after', example('migrate status --drift 100 --json'))
    .action(({ drift, json }: Json & { readonly drift: number }) =>
      end(migrateStatus(terminal, { drift, json: json === true })),
    )
  up('up', 'bring control schema, cells and every church up to date', false).addHelpText(
    'after',
    `\nAny number may run at once, on any machine: they share the work. One that is killed costs nothing.\n${example('migrate up --workers 8 --first our-test-church')}`,
  )
  withJson(migrate.command('dry-run').description('try what is missing in some churches, and undo it'))
    .option('--sample <n>', 'how many churches', count, 3)
    .addHelpText(
      'after',
      `\nPrints the SQL, what it locks, and how long all churches would take.\n${example('migrate dry-run --sample 5')}`,
    )
    .action(({ sample, json }: Json & { readonly sample: number }) =>
      end(migrateDryRun(terminal, { sample: Math.max(sample, 1), json: json === true })),
    )
  up('retry', 'as up, and try churches again that failed before', true).addHelpText('after', example('migrate retry'))
  return migrate
}

function churchCommands(terminal: Terminal, end: End): Command {
  const church = new Command('church').description('churches, one by one')
  withJson(church.command('list').description('list churches'))
    .option('--status <status>', 'only those that are ACTIVE, SUSPENDED, ARCHIVED or ERASED')
    .addHelpText('after', example('church list --status suspended --json'))
    .action(({ status, json }: Json & { readonly status?: string }) =>
      end(churchList(terminal, { status, json: json === true })),
    )
  createCommand(church).action(
    (options: Omit<CreateOptions, 'json' | 'passwordStdin'> & Json & { passwordStdin?: true }) =>
      end(
        churchCreate(terminal, {
          ...options,
          passwordStdin: options.passwordStdin === true,
          json: options.json === true,
        }),
      ),
  )
  for (const [name, to] of [
    ['suspend', 'SUSPENDED'],
    ['resume', 'ACTIVE'],
  ] as const) {
    withJson(church.command(name).argument('<church>', 'its subdomain'))
      .description(name === 'suspend' ? 'let nobody in until it is resumed' : 'let people in again')
      .addHelpText('after', example(`church ${name} grace`))
      .action((which: string, options: Json) =>
        end(churchTurn(terminal, { church: which, to, json: options.json === true })),
      )
  }
  withJson(church.command('rename').argument('<church>', 'its subdomain').argument('<subdomain>', 'the new one'))
    .description('give a church another subdomain')
    .addHelpText('after', example('church rename grace grace-chapel'))
    .action((which: string, subdomain: string, options: Json) =>
      end(churchRename(terminal, { church: which, subdomain, json: options.json === true })),
    )
  addLifeCommands(church, terminal, end)
  addMoveCommands(church, terminal, end)
  return church
}

function createCommand(church: Command): Command {
  return withJson(church.command('create').description('sign a church up, with its first administrator'))
    .requiredOption('--name <name>', 'what the church is called')
    .requiredOption('--subdomain <subdomain>', 'its host: letters, digits, single inner hyphens')
    .requiredOption('--denomination <denomination>', 'such as PENTECOSTAL')
    .requiredOption('--admin-name <name>', 'its first administrator')
    .requiredOption('--admin-email <email>', "the administrator's address")
    .option('--time-zone <zone>', 'IANA name', 'Africa/Accra')
    .option('--currency <code>', 'ISO 4217', 'GHS')
    .option('--cell <cell>', 'where it is put; the open cell with the fewest churches when left out')
    .option('--password-stdin', 'read the password from standard input; otherwise one is made and shown once')
    .addHelpText(
      'after',
      example(
        'church create --name "Grace Chapel" --subdomain grace --denomination PENTECOSTAL \\\n      --admin-name "Bola Adeyemi" --admin-email bola@grace.example --password-stdin < password.txt',
      ),
    )
}

function poolCommands(terminal: Terminal, end: End): Command {
  const pool = new Command('pool').description('churches that are built ahead')
  withJson(pool.command('fill').description('build churches until enough wait to be given away, in each open cell'))
    .option('--target <n>', 'how many; WARM_CHURCHES when left out', count)
    .addHelpText('after', example('pool fill --target 50'))
    .action(({ target, json }: Json & { readonly target?: number }) =>
      end(poolFill(terminal, { target, json: json === true })),
    )
  return pool
}

function count(text: string): number {
  if (/^\d{1,6}$/.test(text)) return Number(text)
  throw new InvalidArgumentError('It has to be a whole number.')
}
