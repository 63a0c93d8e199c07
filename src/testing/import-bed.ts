import { request } from 'node:http'
import { expect } from 'vitest'
import type { ChurchWorld, Person } from './church-world.js'
import { eventually } from './eventually.js'

/** What an upload was answered. */
export interface Uploaded {
  readonly status: number
  readonly answer: { readonly status?: string; readonly rowCount?: number; readonly errors: readonly unknown[] }
}

/** Sends a file to a path of a church's own host. */
export function sendFile(church: ChurchWorld, path: string, file: string | Buffer): Promise<Uploaded> {
  return new Promise((resolve, reject) => {
    const host = `${church.church.subdomain}.localhost:${church.port}`
    const sent = request(
      { port: church.port, host: '127.0.0.1', path, method: 'PUT', headers: { host } },
      (response) => {
        let text = ''
        response.setEncoding('utf8')
        response.on('data', (part: string) => (text += part))
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, answer: JSON.parse(text) as Uploaded['answer'] }),
        )
      },
    )
    // A server that wants no more of a file answers before it has all of it.
    sent.on('error', reject)
    sent.end(file)
  })
}

/** The answer of an operation that nobody refuses. */
async function answered(person: Person, text: string, variables: Readonly<Record<string, unknown>>) {
  const { data, errors } = await person.api.sendText(text, variables)
  expect(errors ?? []).toEqual([])
  return data as Readonly<Record<string, unknown>>
}

/** Opens an import: its id, and the path that takes its file. */
export async function openImport(person: Person, source: string | null = null) {
  const text = `mutation ($s: String) { createMemberImport(input: { fileName: "people.csv", source: $s }) {
    memberImport { id } uploadUrl errors { code } } }`
  const { createMemberImport: made } = await answered(person, text, { s: source })
  const { memberImport, uploadUrl } = made as { memberImport: { id: string }; uploadUrl: string }
  const { pathname, search } = new URL(uploadUrl)
  return { id: memberImport.id, path: pathname + search }
}

/** What is shown of an import in tests. */
export interface ShownImport {
  readonly id: string
  readonly status: string
  readonly dialect: string | null
  readonly rowCount: number
  readonly doneRows: number
  readonly fault: { readonly code: string } | null
  readonly counts: Readonly<Record<'create' | 'update' | 'unchanged' | 'refused' | 'undone' | 'kept', number>>
  readonly columns: readonly { readonly heading: string; readonly field: string | null }[]
}

const shown = `id status dialect rowCount doneRows fault { code } columns { heading field }
  counts { create update unchanged refused undone kept }`

/** An import as it is now. */
export async function importNow(person: Person, id: string): Promise<ShownImport> {
  const { memberImport } = await answered(person, `query ($i: ID!) { memberImport(id: $i) { ${shown} } }`, { i: id })
  return memberImport as ShownImport
}

/** A row of a dry run, or of a report. */
export interface ShownRow {
  readonly row: number
  readonly fate: string
  readonly changes: readonly string[]
  readonly faults: readonly { readonly code: string; readonly column: string | null }[]
  readonly notes: readonly { readonly code: string; readonly column: string | null }[]
  readonly keptBecause: string | null
}

/** The rows of an import that were judged. */
export async function rowsOf(person: Person, id: string): Promise<readonly ShownRow[]> {
  const text = `query ($i: ID!) { memberImportRows(importId: $i, first: 100) {
    nodes { row fate changes faults { code column } notes { code column } keptBecause } } }`
  const { memberImportRows } = await answered(person, text, { i: id })
  return (memberImportRows as { nodes: readonly ShownRow[] }).nodes
}

/** Asks for a step of an import; the codes of what is refused. */
export async function askStep(person: Person, step: 'previewImport' | 'startImport' | 'undoImport', input: object) {
  const type = `${step.charAt(0).toUpperCase()}${step.slice(1)}Input`
  const text = `mutation ($i: ${type}!) { ${step}(input: $i) { errors { code } } }`
  const answer = (await answered(person, text, { i: input }))[step]
  return (answer as { errors: readonly { code: string }[] }).errors.map(({ code }) => code)
}

/** Waits until an import stands so; a worker must be at work. */
export async function standsAt(person: Person, id: string, status: string): Promise<ShownImport> {
  await eventually(async () => (await importNow(person, id)).status).toBe(status)
  return importNow(person, id)
}

/** Sends a file and has it looked through. */
export async function previewed(
  { church, person }: { readonly church: ChurchWorld; readonly person: Person },
  file: string | Buffer,
  wishes: object = {},
): Promise<ShownImport> {
  const { id, path } = await openImport(person)
  expect(await sendFile(church, path, file)).toMatchObject({ status: 200, answer: { status: 'RECEIVED' } })
  expect(await askStep(person, 'previewImport', { id, ...wishes })).toEqual([])
  return standsAt(person, id, 'PREVIEWED')
}

/** Has an import that was looked through applied. */
export async function applied(person: Person, id: string): Promise<ShownImport> {
  expect(await askStep(person, 'startImport', { id, idempotencyKey: crypto.randomUUID() })).toEqual([])
  return standsAt(person, id, 'DONE')
}
