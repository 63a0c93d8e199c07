/** What somebody tries with the id of another church's import. */
interface Attempt {
  readonly text: string
  readonly variables: (known: { readonly importId: string }) => Readonly<Record<string, unknown>>
  readonly answer: unknown
}

const variables = ({ importId }: { readonly importId: string }) => ({ id: importId })

const act = (name: string, more = ''): Attempt => ({
  text: `mutation ($id: ID!) { ${name}(input: { id: $id ${more} }) { memberImport { id } errors { code } } }`,
  variables,
  answer: { [name]: { memberImport: null, errors: [{ code: 'NOT_FOUND' }] } },
})

/** Every operation about imports that takes an id, asked with the id of another church's. */
export const neighbourOfImports: Readonly<Record<string, Attempt>> = {
  memberImport: {
    text: 'query ($id: ID!) { memberImport(id: $id) { id } }',
    variables,
    answer: { memberImport: null },
  },
  memberImportRows: {
    text: 'query ($id: ID!) { memberImportRows(importId: $id) { nodes { row } totalCount } }',
    variables,
    answer: { memberImportRows: { nodes: [], totalCount: 0 } },
  },
  mapImportColumns: act('mapImportColumns', ', columns: []'),
  previewImport: act('previewImport'),
  startImport: act('startImport', `, idempotencyKey: "${crypto.randomUUID()}"`),
  undoImport: act('undoImport'),
}
