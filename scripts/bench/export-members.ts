import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { request } from 'node:http'
import { performance } from 'node:perf_hooks'
import { Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import { cellOf, mainCell } from '../../src/app/open-database.js'
import { newPrivateKey } from '../../src/platform/access-tokens.js'
import { placeOf, serve, tokenFor } from './app.js'
import type { Bed } from './bed.js'
import type { ExportServerSettings, Seen } from './export-server.js'
import { type Figure, percentile, round, timed } from './measure.js'

const rounds = 5
const megabyte = 2 ** 20
const columns = `member_number, first_name, last_name, email, phone, gender, birth_date, joined_on, status, address,
  profession, workplace`

/** Exports of the whole roll by a server in a process of its own, beside COPY of the same columns in the same run. */
export async function measureMemberExports(bed: Bed, subdomain: string): Promise<readonly Figure[]> {
  const { key: placeKey } = await placeOf(bed, subdomain)
  const table = `c_${placeKey}.member`
  await fill(bed, table)
  const key = newPrivateKey()
  const { app } = await serve({ bed, gate: bed.database.gate, key })
  const token = await tokenFor(bed, { app, subdomain, role: 'ADMIN' })
  const cellUrl = cellOf(bed.database, mainCell).gatewayUrl
  const figures: Figure[] = []
  try {
    for (const part of [csvPart, excelPart]) {
      // A server of its own for each: what one format leaves in memory is not the other's.
      const server = await startServer({ cellUrl, controlUrl: bed.database.listenUrl, key })
      const raw: number[] = []
      const ask = (path: string) => fetchFile({ port: server.port, host: `${subdomain}.localhost`, token, path })
      const each = async () => void raw.push(await copyRaw(bed.database.ownerUrl, table))
      const measured = await measureFormat({ server, ask: () => ask(part.path), warm: () => ask(part.warm), each })
      figures.push(...part.figures({ ...measured, raw: percentile(raw, 50) }))
      server.child.send('end')
    }
    return figures
  } finally {
    await app.close()
  }
}

interface Fetched {
  readonly firstByte: number
  readonly whole: number
  readonly bytes: number
}

interface Measured extends Fetched {
  readonly growth: number
  readonly stall: number
  readonly raw: number
}

interface Part {
  readonly path: string
  readonly warm: string
  readonly figures: (measured: Measured) => readonly Figure[]
}

const figure = (name: string, value: number, [most, unit]: readonly [number, string]): Figure => ({
  ...{ name, measured: `${round(value)} ${unit}`, wanted: `≤ ${most} ${unit}`, reached: value <= most },
})

const always = ({ firstByte, growth, stall }: Measured, mostGrowth: number): readonly Figure[] => [
  figure('– first byte', firstByte, [200, 'ms']),
  figure('– memory of the server grows by', growth, [mostGrowth, 'MB']),
  figure('– longest stall of its event loop', stall, [100, 'ms']),
]

const narrow = '?search=person4711'

const csvPart: Part = {
  path: '/api/v1/members/export-csv/',
  warm: `/api/v1/members/export-csv/${narrow}`,
  figures: (measured) => [
    {
      name: `members as CSV (${round(measured.bytes / 1e6)} MB) beside COPY of the same columns`,
      measured: `${round(measured.whole)} ms beside ${round(measured.raw)} ms (${round(measured.whole / measured.raw)} ×)`,
      wanted: '≤ 5 ×',
      reached: measured.whole <= 5 * measured.raw,
    },
    ...always(measured, 64),
  ],
}

const excelPart: Part = {
  path: '/api/v1/members/export-excel/',
  warm: `/api/v1/members/export-excel/${narrow}`,
  figures: (measured) => [
    {
      ...{ name: `members as Excel (${round(measured.bytes / 1e6)} MB)`, measured: `${round(measured.whole)} ms` },
      ...{ wanted: '', reached: null },
    },
    ...always(measured, 150),
  ],
}

/** Medians of times, the worst of memory and stalls; the file is fetched once in small before. */
async function measureFormat(work: {
  readonly server: Server
  readonly ask: () => Promise<Fetched>
  readonly warm: () => Promise<Fetched>
  readonly each: () => Promise<void>
}): Promise<Omit<Measured, 'raw'>> {
  await work.warm()
  const before = await work.server.look()
  const fetched: Fetched[] = []
  let [peak, stall] = [0, 0]
  for (let turn = 0; turn < rounds; turn += 1) {
    await work.each()
    await work.server.look()
    fetched.push(await work.ask())
    const seen = await work.server.look()
    peak = Math.max(peak, seen.peak)
    stall = Math.max(stall, seen.stall)
  }
  const median = (of: keyof Fetched): number =>
    percentile(
      fetched.map((one) => one[of]),
      50,
    )
  const times = { firstByte: median('firstByte'), whole: median('whole'), bytes: median('bytes') }
  return { ...times, growth: (peak - before.rss) / megabyte, stall }
}

interface Server {
  readonly child: ChildProcess
  readonly port: number
  readonly look: () => Promise<Seen>
}

async function startServer(settings: ExportServerSettings): Promise<Server> {
  const child = fork(fileURLToPath(new URL('export-server.ts', import.meta.url)), [JSON.stringify(settings)])
  const look = async (): Promise<Seen> => {
    child.send('look')
    const [seen] = (await once(child, 'message')) as [Seen]
    return seen
  }
  const { port } = await look()
  return { child, port, look }
}

function fetchFile(asked: {
  readonly port: number
  readonly host: string
  readonly token: string
  readonly path: string
}): Promise<Fetched> {
  const { port, path, host, token } = asked
  const begun = performance.now()
  return new Promise((resolve, reject) => {
    const headers = { host, authorization: `Bearer ${token}` }
    const sent = request({ port, host: '127.0.0.1', path, headers, agent: false }, (response) => {
      let [firstByte, bytes] = [0, 0]
      if (response.statusCode !== 200) reject(new Error(`${path} answers ${response.statusCode}.`))
      response.on('data', (chunk: Buffer) => {
        firstByte ||= performance.now() - begun
        bytes += chunk.length
      })
      response.on('error', reject)
      response.on('end', () => resolve({ firstByte, bytes, whole: performance.now() - begun }))
    })
    sent.on('error', reject)
    sent.end()
  })
}

/** How long COPY takes, the connection being there already. */
async function copyRaw(url: string, table: string): Promise<number> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() })
    return await timed(() =>
      pipeline(client.query(copyTo(`copy (select ${columns} from ${table}) to stdout`)), nowhere),
    )
  } finally {
    await client.end()
  }
}

/** Fills the columns that planted members leave empty. */
const fill = async ({ database }: Bed, table: string): Promise<void> => {
  await database.owner.query(
    `update ${table} set address = 'House ' || right(member_number, 4) || ', Ring Road, Accra', gender = 'FEMALE',
       birth_date = date '1950-01-01' + abs(hashtext(member_number)) % 20000, profession = 'Teacher',
       workplace = 'Achimota School'`,
  )
  await database.owner.query(`vacuum analyze ${table}`)
}
