import type { Fault, House, Rule } from './house.js'
import { claimsOf, faultOn, means, tablesOf, tablesPath, type Claim, type Table } from './tables.js'

// Tables that no request touches, so that no type describes them: which steps of a schema ran, the server's own logins.
const withoutType = new Set(['_meta', 'cell.login', 'control.login', 'cell.frozen_right'])

/**
 * Every table of a church, of control and of the outbox is named in exactly one README's `Tables:` line, and every name
 * there is a table.
 */
export const tablesHaveOwners: Rule = {
  name: 'tables-have-owners',
  find: (house) => {
    const tables = tablesOf(house)
    if (!tables) return [faultOn({ line: 1 }, `is missing: run the generator that prints ${tablesPath}.`)]
    const claims = claimsOf(house)
    return [...tables.flatMap((table) => ownerFaults(table, claims)), ...unknownNames(house, tables)]
  },
}

function ownerFaults(table: Table, claims: readonly Claim[]): Fault[] {
  const owners = claims.filter(({ name }) => means(name, table))
  if (owners.length === 1) return []
  const full = `${table.schema}.${table.name}`
  const readmes = owners.map(({ path }) => path).join(' and ')
  return [
    faultOn(
      table,
      owners.length === 0
        ? `${full} has no owner: name it in backticks on the "Tables:" line of one domain's README.md.`
        : `${full} is claimed by ${readmes}: leave it to the one that writes it.`,
    ),
  ]
}

const unknownNames = (house: House, tables: readonly Table[]): Fault[] =>
  claimsOf(house)
    .filter(({ name }) => !withoutType.has(name) && !tables.some((table) => means(name, table)))
    .map((claim) =>
      faultOn(claim, `there is no table ${claim.name}: correct the name, or generate the table types anew.`),
    )
