import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, readFileSync } from 'node:fs'
import { flagsOfStart } from '../flags-of-start.js'
import type { Ground } from './ground.js'
import { httpRequest } from './load.js'
import { startProgram, type Running } from './processes.js'
import type { Question, Server } from './questions.js'

const peers = 'scripts/bench/peers'
const installed = 'node_modules/.bench-peers'
const baseDomain = 'localhost'

/** Installs the peers where they are missing, and builds what is to be measured. */
export async function prepare(): Promise<void> {
  const lock = 'package-lock.json'
  const [wanted, found] = [`${peers}/${lock}`, `${installed}/${lock}`].map((file) =>
    existsSync(file) ? readFileSync(file, 'utf8') : null,
  )
  // A folder that nothing else looks into: not the linter, not the types, not the tests.
  cpSync(peers, installed, { recursive: true })
  if (wanted !== found || !existsSync(`${installed}/node_modules`)) {
    run('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], installed)
  }
  // Always, as the starters would where it is not fresh.
  run(process.execPath, ['scripts/bench/bundle-served.mjs'])
}

function run(program: string, args: readonly string[], cwd = '.'): void {
  const { status } = spawnSync(program, args, { cwd, stdio: 'inherit' })
  if (status !== 0) throw new Error(`${program} ${args.join(' ')} failed.`)
}

/** Where the servers find their data. */
export interface Place {
  readonly url: string
  readonly key: string
  readonly dataDir: string
}

/** Starts our built server as in production, with all limits counting; `variables` are its settings beside these. */
export const startOurs = (
  { url, key, dataDir }: Place,
  variables: Readonly<Record<string, string>> = {},
): Promise<Running> =>
  startProgram({
    args: [...flagsOfStart(), 'dist/bench/serve.js'],
    variables: {
      ...{
        DATABASE_URL: url,
        JWT_PRIVATE_KEY: key,
        ENCRYPTION_KEY: Buffer.alloc(32).toString('base64'),
        DATA_DIR: dataDir,
      },
      ...{ PORT: '0', HOST: '127.0.0.1', BASE_DOMAIN: baseDomain, TRUST_PROXY: '1', WARM_CHURCHES: '0' },
      ...variables,
    },
    ready: /"port":(\d+)/,
  })

/** Starts a peer on the tables of one church. */
export const startPeer = (name: Exclude<Server, 'faithflow'>, { url }: Place, ground: Ground): Promise<Running> =>
  startProgram({
    args: [`${installed}/${name}.mjs`],
    variables: { DATABASE: url, SCHEMA: ground.schema, CHURCH: ground.churchId },
    ready: /ready (\d+)/,
  })

/** Request number `turn` of a question, as this server wants it. */
export function requestFor(
  server: Server,
  { question, ground }: { question: Question; ground: Ground },
  turn: number,
): string {
  const variables = question.variables(ground, turn)
  if (server === 'floor')
    return httpRequest({ question: question.handler, variables }, { path: '/', host: 'localhost' })
  if (server === 'faithflow') {
    const token = question.mark === 'e' ? null : (ground.people[turn % ground.people.length]?.token ?? null)
    const host = `${ground.subdomain}.${baseDomain}`
    return httpRequest({ query: question.query, variables }, { path: '/graphql', host, token })
  }
  const query = server === 'postgraphile' ? (question.postgraphile?.query ?? '') : question.query
  return httpRequest({ query, variables }, { path: '/graphql', host: 'localhost' })
}
