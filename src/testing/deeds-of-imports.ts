import type { ChurchWorld, Person } from './church-world.js'
import { openImport, sendFile } from './import-bed.js'

interface Stage {
  readonly church: ChurchWorld
  readonly admin: Person
}

/** An import whose file has come, in the state that is asked for; no worker is needed. */
async function importAt({ church, admin }: Stage, change: object = {}): Promise<string> {
  const { id, path } = await openImport(admin)
  await sendFile(church, path, 'First Name,Last Name\nAma,Mensah\n')
  const wanted = { finished_at: new Date().toISOString(), ...change }
  await church.write((db) => db.updateTable('member_import').set(wanted).where('id', '=', id).execute())
  return id
}

const onImport =
  (act: string, { more = '', change = {} }: { readonly more?: string; readonly change?: object } = {}) =>
  async (stage: Stage): Promise<string> =>
    `mutation { ${act}(input: { id: "${await importAt(stage, change)}" ${more} }) { errors { code } } }`

/** What is done to imports, each once with success, and what it tells the audit log. */
export const deedsOfImports = {
  createMemberImport: {
    text: 'mutation { createMemberImport(input: { fileName: "x.csv" }) { errors { code } } }',
    leaves: { church: 'memberImport.create' },
  },
  mapImportColumns: {
    text: onImport('mapImportColumns', { more: ', columns: [{ heading: "First Name", field: TITLE }]' }),
    leaves: { church: 'memberImport.map' },
  },
  previewImport: { text: onImport('previewImport'), leaves: { church: 'memberImport.preview' } },
  startImport: {
    text: onImport('startImport', {
      more: `, idempotencyKey: "${crypto.randomUUID()}"`,
      change: { status: 'PREVIEWED' },
    }),
    leaves: { church: ['memberImport.start', 'memberImport.finish'] },
  },
  undoImport: {
    text: onImport('undoImport', { change: { status: 'DONE' } }),
    leaves: { church: ['memberImport.undo', 'memberImport.undone'] },
  },
}
