/** What a ministry is for. */
export const ministryCategories = [
  'WORSHIP',
  'YOUTH',
  'CHILDREN',
  'PRAYER',
  'OUTREACH',
  'PASTORAL',
  'EDUCATION',
  'SMALL_GROUP',
  'HEALTH',
  'OTHER',
] as const

/** A group of a church. */
export interface Ministry {
  readonly id: string
  readonly name: string
  readonly description: string | null
  readonly category: (typeof ministryCategories)[number]
  readonly meetingSchedule: string | null
  readonly location: string | null
}

/** A ministry that somebody belongs to. */
export interface MinistryOfMember extends Ministry {
  readonly memberId: string
}
