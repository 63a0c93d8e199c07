import { recordFields } from '../members/index.js'

/** What a column of a file can say, beside the texts of a member that are taken as they stand. */
const spoken = {
  externalId: ['importkey', 'personid', 'breezeid', 'id', 'externalid', 'personkey', 'individualid'],
  memberNumber: ['memberid', 'membernumber', 'memberno', 'membershipnumber'],
  title: ['title', 'prefix', 'nameprefix', 'salutation'],
  firstName: ['firstname', 'givenname', 'first', 'forename', 'prenom', 'vorname'],
  middleNames: ['middlename', 'middlenames', 'middle'],
  lastName: ['lastname', 'surname', 'familyname', 'last', 'nom', 'nachname'],
  preferredName: ['nickname', 'preferredname', 'goesby'],
  email: ['email', 'emailaddress', 'homeemail', 'primaryemail'],
  phone: ['phone', 'mobilephone', 'cellphone', 'mobile', 'mobilephonenumber', 'telephone', 'phonenumber', 'cell'],
  address: ['address', 'homeaddress'],
  addressLine1: ['address1', 'streetaddress', 'homeaddressstreetline1', 'addressline1', 'street1'],
  addressLine2: ['address2', 'homeaddressstreetline2', 'addressline2', 'street2'],
  city: ['city', 'town', 'homeaddresscity'],
  state: ['state', 'province', 'homeaddressstate'],
  zip: ['zip', 'zipcode', 'postcode', 'postalcode', 'homeaddresszipcode'],
  gender: ['gender', 'sex'],
  birthDate: ['birthdate', 'dateofbirth', 'birthday', 'dob', 'born'],
  birthYear: ['birthyear', 'yearofbirth'],
  birthMonth: ['birthmonth'],
  birthDay: ['birthdayofmonth', 'dayofbirth'],
  joinedOn: ['membershipdate', 'joinedon', 'joindate', 'datejoined', 'joined', 'membersince'],
  status: ['status', 'membershipstatus', 'membership', 'classification', 'memberstatus'],
  householdId: ['householdid', 'familyid', 'householdkey'],
  householdName: ['householdname', 'family', 'household'],
  householdRelation: ['householdrole', 'familyrole', 'relation', 'relationship', 'householdrelation'],
} as const

/** Other headings of fields that are named after the record's own. */
const alsoCalled: Readonly<Record<string, readonly string[]>> = {
  maidenName: ['maidenname', 'birthname'],
  phoneHome: ['homephone', 'home', 'homephonenumber', 'landline'],
  maritalStatus: ['maritalstatus', 'marital'],
  profession: ['profession', 'occupation', 'jobtitle'],
  workplace: ['workplace', 'placeofwork', 'employer', 'company'],
  emergencyName: ['emergencyname', 'emergencycontact', 'emergencycontactname'],
  emergencyPhone: ['emergencyphone', 'emergencycontactphone'],
  emergencyRelation: ['emergencyrelation', 'emergencycontactrelation'],
}

/** What a computer decides, or what has an operation of its own. */
const notFromFiles: readonly string[] = ['birthYearKnown', 'directory']
const ofTheRecord = recordFields.flatMap(({ field }) => (notFromFiles.includes(field) ? [] : [field]))

/** A field of the record that a column can fill. */
export type PlainField = Exclude<(typeof ofTheRecord)[number], 'birthYearKnown' | 'directory'>

/** What a column of a file can mean. */
export type ImportField = keyof typeof spoken | PlainField

/** Every `ImportField`, in the order of the schema. */
export const importFields: readonly ImportField[] = [
  ...(Object.keys(spoken) as (keyof typeof spoken)[]),
  // What is left out above is left out of the type too.
  ...(ofTheRecord as readonly PlainField[]),
]

const folded = (heading: string): string =>
  heading
    .normalize('NFKD')
    .replaceAll(/[^\p{L}\p{N}]/gu, '')
    .toLowerCase()

const byHeading: ReadonlyMap<string, ImportField> = new Map(
  importFields.flatMap((field) => {
    const names: readonly string[] = (spoken as Readonly<Record<string, readonly string[]>>)[field] ?? [
      field.toLowerCase(),
      ...(alsoCalled[field] ?? []),
    ]
    return names.map((name): [string, ImportField] => [name, field])
  }),
)

/**
 * What each heading most likely means; null where it cannot be told. No field is given twice: the first column that is
 * called so has it.
 */
export function guessColumns(headings: readonly string[]): readonly (ImportField | null)[] {
  const taken = new Set<ImportField>()
  return headings.map((heading) => {
    const field = byHeading.get(folded(heading))
    if (!field || taken.has(field)) return null
    taken.add(field)
    return field
  })
}

interface Signature {
  readonly dialect: string
  /** Headings, folded, that together nobody else has. */
  readonly has: readonly string[]
}

const signatures: readonly Signature[] = [
  { dialect: 'B1', has: ['importkey', 'householdname', 'householdrole', 'displayname'] },
  { dialect: 'CHURCHCRM', has: ['familyid', 'familyrole', 'classification'] },
  { dialect: 'PLANNING_CENTER', has: ['personid', 'firstname', 'membership', 'householdid'] },
  { dialect: 'BREEZE', has: ['breezeid', 'firstname'] },
  { dialect: 'FAITHFLOW', has: ['memberid', 'firstname', 'membershipdate'] },
]

/** The system that a file with these headings comes from; GENERIC when it is none that is known. */
export function dialectOf(headings: readonly string[]): string {
  const names = new Set(headings.map(folded))
  return signatures.find(({ has }) => has.every((name) => names.has(name)))?.dialect ?? 'GENERIC'
}
