import type { Race } from './race.js'
import { racesOfEvents } from './races-of-events.js'
import { racesOfGroups } from './races-of-groups.js'
import { racesOfPeople } from './races-of-people.js'

/** Races for what there may be once, by the constraint that says so and the operation that is raced. */
export const racesForOne: Readonly<Record<string, Race>> = { ...racesOfGroups, ...racesOfPeople, ...racesOfEvents }

const drawn = 'drawn at random, so that nobody comes to it twice'
const inTurns = 'allotted under a lock, whatever is done'

/** What there may be once without a race here, and why. */
export const racedElsewhere: Readonly<Record<string, string>> = {
  ...{ role_key_key: 'of the six system roles, which nobody adds' },
  ...{ notification_seq_key: inTurns, audit_log_seq_key: inTurns },
  notification_dedup_key_key: 'jobs.api.test.ts and due-reminders: what is told already is left out',
  notification_delivery_once_key: 'deliveries: who was written to is left out',
  membership_application_withdraw_token_hash_key: drawn,
  member_workflow_step_position_key: 'counted in the statement that adds all of them',
  member_import_writing_key: 'imports: who asks takes turns, IMPORT_RUNNING',
  ...{ document_storage_key_key: drawn, calendar_feed_token_hash_key: drawn },
  ...{ event_registration_check_in_code_key: drawn, attendance_record_pickup_code_key: drawn },
  attendance_count_key: 'occurrence-attendance.api.test.ts: those who count at once take turns',
  calendar_edition_feed_id_key: 'known-calendar.api.test.ts: who reads at once keeps one',
  church_schema_name_key: 'the key of a church is drawn at random',
  church_subdomain_key: 'sign-up, beside this list',
  user_account_church_id_email_key: 'verify-email and invitations',
  ...{
    refresh_session_token_hash_key: drawn,
    password_reset_token_token_hash_key: drawn,
    invitation_token_hash_key: drawn,
  },
  ...{ api_key_prefix_key: drawn, api_key_key_hash_key: drawn, recovery_code_user_id_code_hash_key: drawn },
  refresh_session_one_live_key: 'sessions.api.test.ts: one of ten gets the new pair',
  invitation_one_open_key: 'invite-user.api.test.ts: also those who race',
  domain_host_key: 'church-changes.api.test.ts: goes to one of ten churches',
  domain_primary_key: 'domains.api.test.ts: one primary, however many are chosen at once',
  domain_platform_key: 'written with the church',
}
