import { Blocked } from '../platform/blocked.js'
import { columnsCalled, type ExportedList, type ExportFormat, type ExportRequest } from './exported-list.js'

/**
 * Reads what an export of `list` is asked for: the filters of the list, and `columns` between commas. Throws
 * BAD_USER_INPUT for a parameter that there is not, that comes twice or that cannot be read, and for a column there is not.
 */
export function readExportRequest<Wanted extends object, Name extends string>(
  list: ExportedList<Wanted, Name>,
  format: ExportFormat,
  parameters: URLSearchParams,
): ExportRequest<Wanted, Name> {
  const names = [...parameters.keys()]
  const known = new Set(['columns'])
  const wanted = list.readWanted((name, find) => {
    known.add(name)
    const text = parameters.get(name)
    if (text === null || text === '') return null
    const found = find(text)
    if (found === null || found === undefined) throw unreadable(name)
    return found
  })
  const wrong = names.find((name, index) => !known.has(name) || names.indexOf(name) !== index)
  if (wrong !== undefined) throw unreadable(wrong)
  const asked = parameters.get('columns')?.split(',')
  const columns = columnsCalled(
    list,
    asked?.map((name) => name.trim()).filter((name, _index, all) => name !== '' || all.length > 1),
  )
  if (typeof columns === 'number') throw unreadable('columns')
  return { format, wanted, columns }
}

const unreadable = (name: string): Blocked =>
  new Blocked('BAD_USER_INPUT', `The parameter ${name.slice(0, 50)} cannot be read here.`, [name.slice(0, 50)])
