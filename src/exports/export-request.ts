import { genders, type Member, memberStatuses, type WantedMembers } from '../members/index.js'
import { Blocked } from '../platform/blocked.js'
import { isId } from '../platform/ids.js'
import { parseLocalDate } from '../platform/instant.js'
import { allMemberColumns, type MemberExportColumn } from './member-columns.js'

/** An export that is asked for. */
export interface ExportRequest {
  readonly wanted: WantedMembers
  readonly columns: readonly MemberExportColumn[]
}

const known = ['search', 'status', 'gender', 'ministryId', 'joinedFrom', 'joinedBefore', 'archived', 'columns']

/**
 * Reads what an export of members is asked for: the filters of the list, `search`, `archived=true` and `columns` between
 * commas. Throws BAD_USER_INPUT for a parameter that there is not, that comes twice or that cannot be read.
 */
export function readExportRequest(parameters: URLSearchParams): ExportRequest {
  const names = [...parameters.keys()]
  const wrong = names.find((name, index) => !known.includes(name) || names.indexOf(name) !== index)
  if (wrong !== undefined) throw unreadable(wrong)
  const read = <T extends string>(name: string, find: (text: string) => T | null | undefined): T | null => {
    const text = parameters.get(name)
    if (text === null || text === '') return null
    const found = find(text)
    if (found === null || found === undefined) throw unreadable(name)
    return found
  }
  const filter = {
    status: read<Member['status']>('status', (text) => memberStatuses.find((status) => status === text)),
    gender: read<NonNullable<Member['gender']>>('gender', (text) => genders.find((gender) => gender === text)),
    ministryId: read('ministryId', (text) => (isId(text) ? text : null)),
    joinedFrom: read('joinedFrom', parseLocalDate),
    joinedBefore: read('joinedBefore', parseLocalDate),
  }
  const withArchived = read('archived', (text) => ['true', 'false'].find((one) => one === text)) === 'true'
  return { wanted: { search: parameters.get('search'), filter, withArchived }, columns: readColumns(parameters) }
}

function readColumns(parameters: URLSearchParams): readonly MemberExportColumn[] {
  const text = parameters.get('columns')
  if (!text) return allMemberColumns
  return text.split(',').map((name) => {
    const column = allMemberColumns.find((one) => one === name.trim())
    if (!column) throw unreadable('columns')
    return column
  })
}

const unreadable = (name: string): Blocked =>
  new Blocked('BAD_USER_INPUT', `The parameter ${name.slice(0, 50)} cannot be read here.`, [name.slice(0, 50)])
