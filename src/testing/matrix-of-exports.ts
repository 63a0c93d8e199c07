import type { MatrixRow } from './matrix-row.js'

const nobody = crypto.randomUUID()

/** A link to a list of events: for who manages those of the whole church, also where nothing else is written any more. */
const link = (operation: string, more = ''): MatrixRow => ({
  ...{ who: 'events.manage', gate: 'events', group: 'refused', worksLapsed: true },
  text: `mutation { ${operation}(input: { format: CSV, columns: ["nothing"]${more} }) { errors { code } } }`,
})

/** Links to files of events, and of who comes. */
export const matrixOfExports: Readonly<Record<string, MatrixRow>> = {
  createEventsExport: link('createEventsExport'),
  createAttendeesExport: link('createAttendeesExport', `, eventId: "${nobody}"`),
}
