import { expect, it } from 'vitest'
import { dialectOf, guessColumns } from './import-fields.js'

it.each([
  ['B1', 'importKey,householdName,householdRole,displayName,lastName,firstName'],
  ['CHURCHCRM', 'Family ID,Title,FirstName,LastName,FamilyRole,Classification,HomePhone'],
  ['PLANNING_CENTER', 'Person ID,First Name,Last Name,Birthdate,Membership,Household ID'],
  ['BREEZE', 'Breeze ID,First Name,Last Name,Family,Family Role'],
  ['FAITHFLOW', 'Member ID,First Name,Last Name,Email,Membership Date'],
  ['GENERIC', 'Vorname,Nachname'],
])('knows a file of %s by its headings', (dialect, headings) => {
  expect(dialectOf(headings.split(','))).toBe(dialect)
})

it('guesses what columns mean, each field once', () => {
  const headings = [
    'importKey',
    'E-Mail Address',
    'email',
    'D.O.B.',
    'Cell Phone',
    'Home Phone',
    'Shoe size',
    'Middle Name',
  ]
  expect(guessColumns(headings)).toEqual([
    ...['externalId', 'email', null, 'birthDate', 'phone', 'phoneHome', null, 'middleNames'],
  ])
})
