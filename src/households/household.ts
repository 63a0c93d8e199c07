/** How somebody belongs to a household. */
export type Relation = 'HEAD' | 'SPOUSE' | 'CHILD' | 'OTHER'

/** People who live together. */
export interface Household {
  readonly id: string
  readonly name: string
  readonly address: string | null
  readonly phone: string | null
}

/** A household somebody lives in now. */
export interface CurrentHousehold extends Household {
  readonly memberId: string
}
