import { mayManageRoles, mayReadRoles, mayReadUsers } from '../access/index.js'
import { ChurchType } from '../churches/church.graphql.js'
import { mayManageSettings } from '../churches/settings.policy.js'
import { mayCreateEvent } from '../events/index.js'
import { mayCreateMember, mayReadRoll } from '../members/index.js'
import type { ChurchHere } from '../platform/context.js'
import { viewerCanOf } from '../platform/graphql/viewer-can.js'

/** What the viewer may do in the church, whoever's part it is: which entries a menu has. */
export const ChurchViewerCan = viewerCanOf<ChurchHere>('Church', ChurchType, {
  update: { description: 'Change what the church says of itself, its settings and features.', may: mayManageSettings },
  readMembers: { description: 'List members: all of them, or those of their groups.', may: mayReadRoll },
  createMember: { description: 'Put people on the roll.', may: mayCreateMember },
  createEvent: {
    description: 'Schedule events for the whole church; false while events are switched off.',
    may: (viewer, { features }) => features.has('events') && mayCreateEvent(viewer),
  },
  readUsers: { description: 'List accounts.', may: mayReadUsers },
  readRoles: { description: 'List roles and what they give.', may: mayReadRoles },
  manageRoles: { description: 'Make roles, give them and take them.', may: mayManageRoles },
})
