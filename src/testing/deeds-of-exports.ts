/** Links to files, which change nothing; following one is audited by the test of exports. */
export const deedsOfExports = {
  createMembersExport: {
    text: 'mutation { createMembersExport(input: { format: CSV }) { errors { code } } }',
    leaves: { nothing: 'the export is told when the link is followed' },
  },
} as const
