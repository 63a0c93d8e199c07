/** How a member is or is not married. */
export const maritalStatuses = ['SINGLE', 'MARRIED', 'WIDOWED', 'DIVORCED', 'SEPARATED'] as const

/** What a member does for a living. */
export const occupationalStatuses = [
  'EMPLOYED',
  'SELF_EMPLOYED',
  'UNEMPLOYED',
  'STUDENT',
  'RETIRED',
  'HOMEMAKER',
  'OTHER',
] as const

/** What the directory shows of a member: nothing, the name, or the name with e-mail and phone. */
export const directoryChoices = ['NONE', 'NAME', 'CONTACT'] as const

/** The rest of a member's record, beside what the roll shows. The number of the identity paper is read on its own. */
export interface MemberRecord {
  readonly maidenName: string | null
  readonly phoneHome: string | null
  readonly postalAddress: string | null
  readonly houseNo: string | null
  readonly street: string | null
  readonly community: string | null
  readonly region: string | null
  /** Two capital letters (ISO 3166-1). */
  readonly country: string | null
  /** When false, the year of `birthDate` is 1904 and means nothing. */
  readonly birthYearKnown: boolean
  readonly birthPlace: string | null
  readonly homeTown: string | null
  readonly nationality: string | null
  readonly maritalStatus: (typeof maritalStatuses)[number] | null
  readonly idType: string | null
  readonly emergencyName: string | null
  readonly emergencyPhone: string | null
  readonly emergencyRelation: string | null
  readonly occupationalStatus: (typeof occupationalStatuses)[number] | null
  readonly profession: string | null
  readonly workplace: string | null
  readonly directory: (typeof directoryChoices)[number]
}

/** One field of the record: its column, where it stands in the inputs of the API, and how long a text may be. */
export interface RecordField {
  readonly field: keyof MemberRecord
  readonly column: string
  readonly path: readonly string[]
  readonly maximum?: number
}

/** Every field of the record. */
export const recordFields = [
  { field: 'maidenName', column: 'maiden_name', path: ['maidenName'], maximum: 255 },
  { field: 'phoneHome', column: 'phone_home', path: ['phoneHome'], maximum: 255 },
  { field: 'postalAddress', column: 'postal_address', path: ['addressParts', 'postalAddress'], maximum: 500 },
  { field: 'houseNo', column: 'house_no', path: ['addressParts', 'houseNo'], maximum: 50 },
  { field: 'street', column: 'street', path: ['addressParts', 'street'], maximum: 255 },
  { field: 'community', column: 'community', path: ['addressParts', 'community'], maximum: 255 },
  { field: 'region', column: 'region', path: ['addressParts', 'region'], maximum: 255 },
  { field: 'country', column: 'country', path: ['addressParts', 'country'], maximum: 2 },
  { field: 'birthYearKnown', column: 'birth_year_known', path: ['personal', 'isBirthYearKnown'] },
  { field: 'birthPlace', column: 'birth_place', path: ['personal', 'birthPlace'], maximum: 255 },
  { field: 'homeTown', column: 'home_town', path: ['personal', 'homeTown'], maximum: 255 },
  { field: 'nationality', column: 'nationality', path: ['personal', 'nationality'], maximum: 255 },
  { field: 'maritalStatus', column: 'marital_status', path: ['sensitive', 'maritalStatus'] },
  { field: 'idType', column: 'id_type', path: ['sensitive', 'idType'], maximum: 50 },
  { field: 'emergencyName', column: 'emergency_name', path: ['emergency', 'name'], maximum: 255 },
  { field: 'emergencyPhone', column: 'emergency_phone', path: ['emergency', 'phone'], maximum: 255 },
  { field: 'emergencyRelation', column: 'emergency_relation', path: ['emergency', 'relation'], maximum: 100 },
  { field: 'occupationalStatus', column: 'occupational_status', path: ['work', 'occupationalStatus'] },
  { field: 'profession', column: 'profession', path: ['work', 'profession'], maximum: 255 },
  { field: 'workplace', column: 'workplace', path: ['work', 'workplace'], maximum: 255 },
  { field: 'directory', column: 'directory', path: ['directory'] },
] as const satisfies readonly RecordField[]
