import { Command } from 'commander'
import { jobDrop, jobRetry, jobsList, type ListOptions } from './jobs.js'
import { type End, example, type Json, withJson } from './options.js'
import type { Terminal } from './terminal.js'

/** The commands for work that waits or has failed. */
export function jobsCommands(terminal: Terminal, end: End): Command {
  const jobs = new Command('jobs').description('what is to be done after the commit: e-mails and the like')
  withJson(jobs.command('list').description('list jobs, oldest first; those that are dead unless told otherwise'))
    .option('--dead', 'those that failed for good: a person has to look')
    .option('--waiting', 'those that wait, or are being done')
    .option('--church <church>', 'only those of the church at this subdomain')
    .option('--limit <n>', 'how many at most', '100')
    .addHelpText('after', example('jobs list --dead --church grace --json'))
    .action(({ dead, waiting, church, limit, json }: Listed) =>
      end(
        jobsList(terminal, {
          ...{ dead: dead === true || waiting !== true, waiting: waiting === true, church, limit },
          json: json === true,
        }),
      ),
    )
  for (const [name, run, description] of [
    ['retry', jobRetry, 'try a job again, now, as often as a new one'],
    ['drop', jobDrop, 'remove a job: what it was for will not be done'],
  ] as const) {
    withJson(jobs.command(name).argument('<job>', 'its id, as `jobs list` tells it'))
      .description(description)
      .addHelpText('after', example(`jobs ${name} main-42`))
      .action((job: string, { json }: Json) => end(run(terminal, { job, json: json === true })))
  }
  return jobs
}

type Listed = Json & Pick<ListOptions, 'church' | 'limit'> & { readonly dead?: true; readonly waiting?: true }
