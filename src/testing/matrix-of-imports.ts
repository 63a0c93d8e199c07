import type { MatrixRow } from './matrix-row.js'

const nobody = crypto.randomUUID()

const change = (operation: string, input: string): MatrixRow => ({
  who: 'members.manage',
  text: `mutation { ${operation}(input: { ${input} }) { errors { code } } }`,
})

/** Every operation about imports; see `accessMatrix`. */
export const matrixOfImports: Readonly<Record<string, MatrixRow>> = {
  memberImports: { who: 'members.manage', text: '{ memberImports { totalCount } }' },
  memberImport: { who: 'members.manage', text: `{ memberImport(id: "${nobody}") { id } }` },
  memberImportRows: { who: 'members.manage', text: `{ memberImportRows(importId: "${nobody}") { totalCount } }` },
  createMemberImport: change('createMemberImport', 'fileName: ""'),
  mapImportColumns: change('mapImportColumns', `id: "${nobody}", columns: []`),
  previewImport: change('previewImport', `id: "${nobody}"`),
  startImport: change('startImport', `id: "${nobody}", idempotencyKey: "${crypto.randomUUID()}"`),
  undoImport: change('undoImport', `id: "${nobody}"`),
  importProgress: { who: 'members.manage', text: `subscription { importProgress(id: "${nobody}") { id } }` },
}
