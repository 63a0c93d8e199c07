import { FileFault, type FileRow } from './file-text.js'

/** The most that is read at once; some 15,000 people. */
const maxJsonBytes = 10_000_000

/** How ChurchCRM's files of families in JSON read as a table: the heading, and where it stands in family and person. */
const columns: readonly (readonly [string, (family: unknown, person: unknown) => unknown])[] = [
  // Families have no id there: name and address tell them apart.
  ['Family ID', (family) => [at(family, 'name'), at(family, 'address', 'line1')].filter(Boolean).join(', ')],
  ['Household Name', (family) => at(family, 'name')],
  ['Family Role', (_family, person) => at(person, 'familyRole')],
  ['Title', (_family, person) => at(person, 'title')],
  ['First Name', (_family, person) => at(person, 'firstName')],
  ['Middle Name', (_family, person) => at(person, 'middleName')],
  ['Last Name', (_family, person) => at(person, 'lastName')],
  ['Maiden Name', (_family, person) => at(person, 'maidenName')],
  ['Gender', (_family, person) => at(person, 'gender')],
  ['Birth Year', (_family, person) => at(person, 'birthYear')],
  ['Birth Month', (_family, person) => at(person, 'birthMonth')],
  ['Day of Birth', (_family, person) => at(person, 'birthDay')],
  ['Classification', (_family, person) => at(person, 'classification')],
  ['Email', (_family, person) => at(person, 'email')],
  ['Phone', (_family, person) => at(person, 'phone')],
  ['Home Phone', (family) => at(family, 'contact', 'phone', 'home')],
  ['Address 1', (family) => at(family, 'address', 'line1')],
  ['Address 2', (family) => at(family, 'address', 'line2')],
  ['City', (family) => at(family, 'address', 'city')],
  ['State', (family) => at(family, 'address', 'state')],
  ['Zip', (family) => at(family, 'address', 'zip')],
  ['Country', (family) => at(family, 'address', 'country')],
]

/** What stands at a path inside a value; undefined where nothing does. */
function at(value: unknown, ...path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (inner, name) => (typeof inner === 'object' && inner !== null ? Reflect.get(inner, name) : undefined),
    value,
  )
}

const textOf = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value).trim() : ''

/**
 * The people of a file of families as ChurchCRM keeps them, `{ "families": [{ "name", "address", "members": [...] }] }`, as
 * the rows of a table with headings. Throws JSON_UNKNOWN for any other JSON, FILE_EMPTY without anybody.
 */
export async function* readChurchCrm(bytes: AsyncIterable<Buffer>): AsyncGenerator<FileRow> {
  const families = at(await parsed(bytes), 'families')
  if (!Array.isArray(families)) throw new FileFault('JSON_UNKNOWN')
  yield { rowNo: 1, cells: columns.map(([heading]) => heading) }
  let rowNo = 1
  for (const family of families as readonly unknown[]) {
    const members = at(family, 'members')
    for (const person of Array.isArray(members) ? (members as readonly unknown[]) : []) {
      rowNo += 1
      yield { rowNo, cells: columns.map(([, read]) => textOf(read(family, person))) }
    }
  }
  if (rowNo === 1) throw new FileFault('FILE_EMPTY')
}

async function parsed(bytes: AsyncIterable<Buffer>): Promise<unknown> {
  const pieces: Buffer[] = []
  let length = 0
  for await (const piece of bytes) {
    length += piece.length
    if (length > maxJsonBytes) throw new FileFault('FILE_TOO_LARGE')
    pieces.push(piece)
  }
  try {
    return JSON.parse(Buffer.concat(pieces).toString('utf8')) as unknown
  } catch {
    throw new FileFault('JSON_UNKNOWN')
  }
}
