import type { GraphQLSchema } from 'graphql'
import { MyDataResolver } from '../access/about-viewer.resolver.js'
import { RoleFieldsResolver, RoleViewerCan } from '../access/role-fields.resolver.js'
import { RoleCounts } from '../access/role.graphql.js'
import { accessRefusals } from '../access/role.js'
import { RolesResolver } from '../access/roles.resolver.js'
import { UserRoleResolver, UserRolesResolver, UserViewerCan } from '../access/user-roles.resolver.js'
import { UsersResolver } from '../access/users.resolver.js'
import { ViewerRoleResolver } from '../access/viewer-role.resolver.js'
import { AnnouncementFieldsResolver } from '../announcements/announcement-fields.resolver.js'
import { AnnouncementMovesResolver } from '../announcements/announcement-moves.resolver.js'
import { AnnouncementViewerCan } from '../announcements/announcement-viewer-can.resolver.js'
import { AnnouncementCounts } from '../announcements/announcement.graphql.js'
import { AnnouncementsResolver } from '../announcements/announcements.resolver.js'
import { ApiKeyCounts } from '../api-keys/api-keys.graphql.js'
import { ApiKeysResolver } from '../api-keys/api-keys.resolver.js'
import { apiKeyRefusals } from '../api-keys/index.js'
import { ApplicationFieldsResolver } from '../applications/application-fields.resolver.js'
import { ApplicationViewerCan } from '../applications/application-viewer-can.resolver.js'
import { ApplicationCounts } from '../applications/application.graphql.js'
import { ApplicationsResolver } from '../applications/applications.resolver.js'
import { AuditEntryCounts } from '../audit/audit.graphql.js'
import { AuditResolver } from '../audit/audit.resolver.js'
import { MyDataEntriesResolver } from '../audit/my-data-entries.resolver.js'
import { ResourceChangedResolver } from '../audit/resource-changed.resolver.js'
import { CalendarFeedsResolver } from '../calendar-feeds/calendar-feeds.resolver.js'
import { ChurchChangesResolver } from '../churches/church-changes.resolver.js'
import { ChurchSettingsResolver } from '../churches/church-settings.resolver.js'
import { ChurchesResolver, ChurchFeaturesResolver } from '../churches/churches.resolver.js'
import { DomainHostResolver, DomainsResolver } from '../churches/domains.resolver.js'
import { churchRefusals } from '../churches/index.js'
import { EventChangesResolver } from '../events/event-changes.resolver.js'
import { EventFieldsResolver } from '../events/event-fields.resolver.js'
import { EventViewerCan } from '../events/event-viewer-can.resolver.js'
import { EventCounts } from '../events/event.graphql.js'
import { EventsResolver } from '../events/events.resolver.js'
import { eventRefusals } from '../events/index.js'
import { EventExportsResolver } from '../exports/event-exports.resolver.js'
import { ExportsResolver } from '../exports/exports.resolver.js'
import { HouseholdMembersResolver } from '../households/household-members.resolver.js'
import { HouseholdViewerCan } from '../households/household-viewer-can.resolver.js'
import { HouseholdCounts } from '../households/household.graphql.js'
import { HouseholdsResolver } from '../households/households.resolver.js'
import { householdRefusals } from '../households/index.js'
import { MemberHouseholdResolver } from '../households/member-household.resolver.js'
import { MyDataStaysResolver } from '../households/my-data-stays.resolver.js'
import { ResidencesResolver } from '../households/residences.resolver.js'
import { AccountResolver } from '../identity/account.resolver.js'
import { UserCounts } from '../identity/church-user.graphql.js'
import { IdentityResolver } from '../identity/identity.resolver.js'
import { SessionsResolver } from '../identity/sessions.resolver.js'
import { ViewerChurchResolver } from '../identity/user.graphql.js'
import { identityRefusals } from '../identity/user.js'
import { ImportsResolver } from '../imports/imports.resolver.js'
import { importRefusals } from '../imports/index.js'
import { MemberImportRowCounts } from '../imports/member-import-row.graphql.js'
import { MemberImportListCounts } from '../imports/member-import.graphql.js'
import { invitationRefusals } from '../invitations/index.js'
import { InvitationsResolver } from '../invitations/invitations.resolver.js'
import { mailedLinkRefusals } from '../mailed-links/index.js'
import { MailedLinksResolver } from '../mailed-links/mailed-links.resolver.js'
import { MemberLifeResolver } from '../members/member-life.resolver.js'
import { MemberPersonalResolver } from '../members/member-personal.resolver.js'
import { MemberRecordResolver } from '../members/member-record.resolver.js'
import { MemberSensitiveResolver } from '../members/member-sensitive.resolver.js'
import { MemberViewerCan } from '../members/member-viewer-can.resolver.js'
import { MemberCounts } from '../members/member.graphql.js'
import { MembersResolver } from '../members/members.resolver.js'
import { MyDataMemberResolver } from '../members/my-data-member.resolver.js'
import { DirectoryCounts } from '../members/my-profile.graphql.js'
import { MyProfileResolver } from '../members/my-profile.resolver.js'
import { UserLinksResolver } from '../members/user-links.resolver.js'
import { ViewerMemberResolver } from '../members/viewer-member.resolver.js'
import { ministryRefusals } from '../ministries/index.js'
import { MemberMinistriesResolver } from '../ministries/member-ministries.resolver.js'
import { MembershipFieldsResolver, MinistryMembersResolver } from '../ministries/membership-fields.resolver.js'
import { MembershipCounts } from '../ministries/membership.graphql.js'
import { MembershipsResolver } from '../ministries/memberships.resolver.js'
import { MinistriesResolver } from '../ministries/ministries.resolver.js'
import { MinistryViewerCan } from '../ministries/ministry-viewer-can.resolver.js'
import { MinistryCounts } from '../ministries/ministry.graphql.js'
import { MyDataMembershipsResolver } from '../ministries/my-data-memberships.resolver.js'
import { MessagesResolver } from '../notifications/messages.resolver.js'
import { MyDataNoticesResolver } from '../notifications/my-data-notices.resolver.js'
import { NotificationAddedResolver } from '../notifications/notification-added.resolver.js'
import { NotificationFieldsResolver } from '../notifications/notification-fields.resolver.js'
import { NotificationCounts } from '../notifications/notification.graphql.js'
import { NotificationsResolver } from '../notifications/notifications.resolver.js'
import { NotificationPreferencesResolver } from '../notifications/preferences.resolver.js'
import { MemberPhotosResolver } from '../photos/photos.resolver.js'
import { PlatformChurchCounts } from '../platform-admin/platform-admin.graphql.js'
import { PlatformAdminResolver } from '../platform-admin/platform-admin.resolver.js'
import { checkAccess } from '../platform/graphql/check-access.js'
import { buildSchemaSync, type NonEmptyArray } from '../platform/graphql/decorators.js'
import { registerRefusalCodes } from '../platform/graphql/payload.js'
import { straightenFieldResolvers } from '../platform/graphql/straight-resolvers.js'
import { sharedRefusals } from '../platform/refusal.js'
import { AttendanceFieldsResolver, AttendanceResolver } from '../registrations/attendance.resolver.js'
import { EventPlacesResolver, RegistrationFieldsResolver } from '../registrations/event-places.resolver.js'
import { registrationRefusals } from '../registrations/index.js'
import { PresenceCounts } from '../registrations/occurrence-attendance.graphql.js'
import {
  OccurrenceAttendanceFieldsResolver,
  OccurrenceAttendanceResolver,
  PresenceFieldsResolver,
} from '../registrations/occurrence-attendance.resolver.js'
import { RegistrationCounts } from '../registrations/registration.graphql.js'
import { RegistrationsResolver } from '../registrations/registrations.resolver.js'
import { BookingCounts } from '../resources/booking.graphql.js'
import { BookingsResolver } from '../resources/bookings.resolver.js'
import { resourceRefusals } from '../resources/index.js'
import { ResourceCounts } from '../resources/resource.graphql.js'
import { ResourcesResolver } from '../resources/resources.resolver.js'
import { SecondFactorResolver } from '../second-factor/second-factor.resolver.js'
import { SignUpResolver } from '../sign-up/sign-up.resolver.js'
import { WorkflowFieldsResolver } from '../workflows/workflow-fields.resolver.js'
import { WorkflowViewerCan } from '../workflows/workflow-viewer-can.resolver.js'
import { WorkflowCounts } from '../workflows/workflow.graphql.js'
import { WorkflowsResolver } from '../workflows/workflows.resolver.js'
import { ChurchViewerCan } from './church-viewer-can.resolver.js'
import { declaredOperations } from './declarations.js'

/** Every resolver class there is. A class that is missing here does not exist for clients. */
const resolvers = [
  ...[AnnouncementCounts, AnnouncementFieldsResolver, AnnouncementMovesResolver, AnnouncementsResolver],
  ...[ApiKeyCounts, ApiKeysResolver],
  ...[ApplicationCounts, ApplicationFieldsResolver, ApplicationsResolver, ApplicationViewerCan],
  ...[AuditEntryCounts, AuditResolver, ResourceChangedResolver],
  ...[ChurchChangesResolver, ChurchesResolver, ChurchFeaturesResolver, ChurchSettingsResolver],
  ...[DomainHostResolver, DomainsResolver],
  EventExportsResolver,
  ...[CalendarFeedsResolver, EventCounts, EventChangesResolver, EventFieldsResolver, EventsResolver, ExportsResolver],
  ...[HouseholdCounts, HouseholdMembersResolver, HouseholdsResolver, HouseholdViewerCan],
  ...[MemberHouseholdResolver, ResidencesResolver],
  ...[AccountResolver, InvitationsResolver, MailedLinksResolver, SecondFactorResolver, SessionsResolver],
  ...[IdentityResolver, ViewerChurchResolver, ViewerMemberResolver, ViewerRoleResolver],
  ...[MemberCounts, MemberMinistriesResolver, MemberPersonalResolver, MemberPhotosResolver, MembersResolver],
  ...[DirectoryCounts, MyProfileResolver],
  ...[MemberLifeResolver, MemberRecordResolver, MemberSensitiveResolver],
  ...[ImportsResolver, MemberImportListCounts, MemberImportRowCounts],
  ...[MembershipCounts, MembershipFieldsResolver, MembershipsResolver, MinistriesResolver, MinistryCounts],
  ...[MinistryMembersResolver, MinistryViewerCan],
  ...[MyDataEntriesResolver, MyDataMemberResolver, MyDataMembershipsResolver, MyDataNoticesResolver],
  ...[MyDataResolver, MyDataStaysResolver],
  ...[NotificationAddedResolver, NotificationCounts, NotificationFieldsResolver, NotificationsResolver],
  ...[MessagesResolver, NotificationPreferencesResolver],
  ...[PlatformAdminResolver, PlatformChurchCounts],
  ...[AttendanceFieldsResolver, AttendanceResolver, OccurrenceAttendanceFieldsResolver, OccurrenceAttendanceResolver],
  ...[PresenceCounts, PresenceFieldsResolver],
  ...[EventPlacesResolver, RegistrationCounts, RegistrationFieldsResolver, RegistrationsResolver],
  ...[BookingCounts, BookingsResolver, ResourceCounts, ResourcesResolver],
  ...[RoleCounts, RoleFieldsResolver, RolesResolver, RoleViewerCan],
  ...[UserCounts, UserRoleResolver, UserRolesResolver, UsersResolver, UserViewerCan],
  ...[AnnouncementViewerCan, ChurchViewerCan, EventViewerCan, MemberViewerCan, UserLinksResolver],
  ...[WorkflowCounts, WorkflowFieldsResolver, WorkflowsResolver, WorkflowViewerCan],
  SignUpResolver,
] satisfies readonly (new () => object)[]

/** The schema clients see. Throws when an operation has not declared who may call it, and behind which gate. */
export function buildSchema(): GraphQLSchema {
  registerRefusalCodes({
    ...{ ...sharedRefusals, ...churchRefusals, ...identityRefusals },
    ...{ ...accessRefusals, ...mailedLinkRefusals, ...invitationRefusals, ...apiKeyRefusals },
    ...{ ...householdRefusals, ...ministryRefusals, ...importRefusals, ...eventRefusals, ...registrationRefusals },
    ...resourceRefusals,
  })
  const instances = new Map<unknown, object>()
  const instanceOf = (resolver: unknown): object => {
    const known = instances.get(resolver)
    if (known) return known
    // type-graphql asks for nothing but the classes listed above.
    const made = new (resolver as new () => object)()
    instances.set(resolver, made)
    return made
  }
  const schema = buildSchemaSync({
    // The list above is not empty; TypeScript forgets it at the spread.
    resolvers: resolvers as unknown as NonEmptyArray<(typeof resolvers)[number]>,
    authChecker: checkAccess,
    authMode: 'error',
    // Found by class instead of by a search through a list, which type-graphql does for each field otherwise.
    container: { get: instanceOf },
    // Rules judge input; type-graphql's own validation would do it a second time.
    validate: false,
    // Apollo Server checks the schema as it starts; type-graphql would do it once more, by a whole introspection.
    skipCheck: true,
    // Subscriptions bring their own source; type-graphql only wants to know that there is one.
    pubSub: { publish: () => undefined, subscribe: () => notOurs() },
  })
  // Throws when an operation says not who may call it, and behind which gate.
  declaredOperations(schema)
  straightenFieldResolvers(schema, instanceOf)
  return schema
}

function notOurs(): never {
  throw new Error('Live messages come from the hub, never from type-graphql.')
}
