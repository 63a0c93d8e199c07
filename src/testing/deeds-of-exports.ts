import type { ChurchWorld } from './church-world.js'

/** Links to files, which change nothing; following one is audited by the test of exports. */
export const deedsOfExports = {
  createMembersExport: {
    text: 'mutation { createMembersExport(input: { format: CSV }) { errors { code } } }',
    leaves: { nothing: 'the export is told when the link is followed' },
  },
  createEventsExport: {
    text: 'mutation { createEventsExport(input: { format: CSV }) { errors { code } } }',
    leaves: { nothing: 'the export is told when the link is followed' },
  },
  createAttendeesExport: {
    text: async ({ church }: { readonly church: ChurchWorld }) =>
      `mutation { createAttendeesExport(input: { format: CSV, eventId: "${(await church.event()).id}" }) { errors { code } } }`,
    leaves: { nothing: 'the export is told when the link is followed' },
  },
} as const
