import { createHash } from 'node:crypto'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { generate } from '@graphql-codegen/cli'

const [documents, folder] = process.argv.slice(2)
if (!documents || !folder) {
  throw new Error(
    "Say which operations, and where their manifest goes: npm run trusted-documents -- 'web/**/*.ts' trusted-documents",
  )
}

// The client's own build makes the same ids when its codegen has the same `persistedDocuments`.
const work = await mkdtemp(join(tmpdir(), 'trusted-documents-'))
try {
  await generate({
    schema: 'schema.graphql',
    documents,
    silent: true,
    generates: {
      [`${work}/`]: { preset: 'client', presetConfig: { persistedDocuments: { hashAlgorithm: 'sha256' } } },
    },
  })
  const manifest = await readFile(join(work, 'persisted-documents.json'), 'utf8')
  // Named after what is in it: a manifest never replaces one of an older client.
  const file = join(folder, `${createHash('sha256').update(manifest).digest('hex').slice(0, 16)}.json`)
  await mkdir(folder, { recursive: true })
  await writeFile(file, manifest)
  console.log(`${file}: ${Object.keys(JSON.parse(manifest) as object).length} operations`)
} finally {
  await rm(work, { recursive: true })
}
