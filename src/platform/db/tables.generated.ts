// Generated from a freshly migrated database by scripts/generate-tables.ts. Change a migration, never this file.
import type { Generated, GeneratedAlways } from 'kysely'
import type { Instant, LocalDate } from '../instant.js'
import type { Json } from '../json.js'

export interface AnnouncementTable {
  id: string
  title: string
  body: string
  type: Generated<'GENERAL' | 'URGENT' | 'CELEBRATION' | 'CANCELLATION' | 'SCHEDULE_CHANGE' | 'OTHER'>
  priority: Generated<'LOW' | 'NORMAL' | 'HIGH' | 'URGENT'>
  is_pinned: Generated<boolean>
  published_at: Instant | null
  expires_at: Instant | null
  created_by: string
  created_at: Generated<Instant>
  updated_at: Generated<Instant>
  version: Generated<number>
  status: Generated<'DRAFT' | 'SCHEDULED' | 'PUBLISHED' | 'EXPIRED' | 'WITHDRAWN'>
  audience_kind: Generated<'CHURCH' | 'ROLE' | 'MINISTRY' | 'MEMBER'>
  audience_group: 'LEADERS' | 'YOUTH' | 'CHILDREN' | null
  audience_ids: Generated<readonly string[]>
  publish_at: Instant | null
  listed_at: GeneratedAlways<Instant>
}

export interface AttendanceCountTable {
  id: string
  event_id: string
  occurrence_at: Instant
  category: 'ADULTS' | 'CHILDREN' | 'VISITORS' | 'ONLINE'
  count: number
  created_at: Generated<Instant>
  updated_at: Generated<Instant>
}

export interface AttendanceRecordTable {
  id: string
  event_id: string
  occurrence_at: Instant
  member_id: string
  checked_in_at: Instant
  checked_out_at: Instant | null
  recorded_by: string | null
  pickup_code: string | null
  created_at: Generated<Instant>
  updated_at: Generated<Instant>
}

export interface AuditLogTable {
  id: string
  seq: string
  at: Instant
  actor_kind: 'USER' | 'API_KEY' | 'SYSTEM'
  actor_id: string | null
  actor_name: string | null
  action: string
  entity: string
  entity_id: string | null
  before: Json | null
  after: Json | null
  fields: Generated<readonly string[]>
  ip: string | null
  user_agent: string | null
  request_id: string
}

export interface BookingTable {
  id: string
  resource_id: string
  event_id: string
  occurrence_at: Instant
  seconds_before: Generated<number>
  seconds_after: Generated<number>
  starts_at: Instant
  ends_at: Instant
  during: GeneratedAlways<string>
  booked_by: string
  cancelled_at: Instant | null
  created_at: Generated<Instant>
  updated_at: Generated<Instant>
}

export interface CalendarEditionTable {
  id: string
  feed_id: string | null
  etag: string
  modified_at: Instant
}

export interface CalendarFeedTable {
  id: string
  user_id: string
  kind: 'CHURCH' | 'MINISTRY' | 'MINE'
  ministry_id: string | null
  token_hash: Buffer
  revoked_at: Instant | null
  created_at: Generated<Instant>
}

export interface ChurchSettingsTable {
  id: string
  member_prefix: string
  member_start: Generated<number>
  created_at: Generated<Instant>
  updated_at: Generated<Instant>
  motto: string | null
  public_applications: Generated<boolean>
  adult_age: Generated<number>
  fiscal_start_month: Generated<number>
  receipt_prefix: Generated<string>
  receipt_footer: string | null
  two_person_batches: Generated<boolean>
  sender_name: string | null
  reply_to: string | null
  reminder_hours: Generated<number>
  directory_enabled: Generated<boolean>
  public_prayer_form: Generated<boolean>
  moderate_prayer_wall: Generated<boolean>
  application_retention_months: Generated<number>
  follow_up_days: Generated<number>
  pledge_reminders: Generated<boolean>
  sabbath_guard: Generated<boolean>
  ical_public: Generated<boolean>
  version: Generated<number>
}

export interface CounterTable {
  name: string
  value: string
}

export interface DocumentTable {
  id: string
  member_id: string | null
  category: Generated<'CERTIFICATE' | 'PHOTO' | 'DOCUMENT' | 'RECEIPT' | 'REPORT' | 'OTHER'>
  status: Generated<'UPLOADING' | 'READY' | 'REJECTED'>
  storage_key: string | null
  size_bytes: number | null
  mime_type: 'PDF' | 'JPEG' | 'PNG' | 'WEBP' | 'DOCX' | 'XLSX' | 'CSV' | 'TXT' | null
  sha256: Buffer | null
  uploaded_by: string
  created_at: Generated<Instant>
  updated_at: Generated<Instant>
}

export interface EventTable {
  id: string
  title: string
  description: string | null
  type: Generated<'SERVICE' | 'STUDY' | 'YOUTH' | 'MINISTRY' | 'COMMUNITY' | 'HEALTH' | 'SABBATH' | 'SPECIAL' | 'OTHER'>
  status: Generated<'DRAFT' | 'SCHEDULED' | 'CANCELLED'>
  starts_at: Instant
  ends_at: Instant
  time_zone: string
  location: string | null
  created_by: string
  created_at: Generated<Instant>
  updated_at: Generated<Instant>
  version: Generated<number>
  visibility: Generated<'PUBLIC' | 'MEMBERS' | 'MINISTRY' | 'LEADERS'>
  ministry_id: string | null
  all_day: Generated<boolean>
  rrule: string | null
  series_ends_at: Instant | null
  registration: Generated<'NONE' | 'OPTIONAL' | 'REQUIRED'>
  capacity: number | null
  registration_opens_at: Instant | null
  deadline_minutes: Generated<number>
  waitlist: Generated<boolean>
  cancel_reason: string | null
  ical_sequence: Generated<number>
}

export interface EventAnswerTable {
  registration_id: string
  question_id: string
  value: string
  created_at: Generated<Instant>
}

export interface EventExceptionTable {
  event_id: string
  original_at: Instant
  kind: 'CANCELLED' | 'CHANGED' | 'ADDED'
  starts_at: Instant | null
  ends_at: Instant | null
  title: string | null
  location: string | null
  capacity: number | null
  cancel_reason: string | null
  created_at: Generated<Instant>
  updated_at: Generated<Instant>
  is_added: Generated<boolean>
}

export interface EventOccurrenceTable {
  event_id: string
  occurrence_at: Instant
  starts_at: Instant
  ends_at: Instant
  is_cancelled: Generated<boolean>
  type: string
  visibility: string
  ministry_id: string | null
  is_draft: boolean
}

export interface EventQuestionTable {
  id: string
  event_id: string
  position: number
  label: string
  type: 'TEXT' | 'BOOLEAN' | 'CHOICE'
  is_required: Generated<boolean>
  choices: Generated<readonly string[]>
  created_at: Generated<Instant>
  updated_at: Generated<Instant>
}

export interface EventRegistrationTable {
  id: string
  event_id: string
  occurrence_at: Instant
  member_id: string
  status: 'REGISTERED' | 'WAITLISTED' | 'CANCELLED' | 'ATTENDED' | 'NO_SHOW'
  registered_by: string
  guests: Generated<number>
  queue_no: string
  check_in_code: string
  note: string | null
  cancelled_at: Instant | null
  cancelled_with_event: Generated<boolean>
  created_at: Generated<Instant>
  updated_at: Generated<Instant>
}

export interface ExportLogTable {
  id: string
  user_id: string
  kind: 'MEMBERS' | 'EVENTS' | 'PAYMENTS' | 'CHURCH'
  format: 'CSV' | 'XLSX' | 'ZIP'
  filters: Json
  row_count: number
  byte_size: string
  duration_ms: number
  outcome: 'DONE' | 'FAILED'
  created_at: Generated<Instant>
}

export interface ExternalRefTable {
  entity: 'member' | 'household'
  entity_id: string
  source: string
  external_id: string
  import_id: string | null
  created_at: Generated<Instant>
}

export interface HouseholdTable {
  id: string
  name: string
  address: string | null
  phone: string | null
  archived_at: Instant | null
  created_at: Generated<Instant>
  updated_at: Generated<Instant>
  version: Generated<number>
}

export interface HouseholdMemberTable {
  id: string
  household_id: string
  member_id: string
  relation: 'HEAD' | 'SPOUSE' | 'CHILD' | 'OTHER'
  from_on: Generated<LocalDate>
  until_on: LocalDate | null
  created_at: Generated<Instant>
  updated_at: Generated<Instant>
  combine_giving: Generated<boolean>
}

export interface IdempotencyKeyTable {
  actor_id: string
  operation: string
  key: string
  request_hash: Buffer
  response: Json
  expires_at: Instant
}

export interface MemberTable {
  id: string
  member_number: string
  user_id: string | null
  title: string | null
  first_name: string
  middle_names: string | null
  last_name: string
  preferred_name: string | null
  email: string | null
  phone: string | null
  address: string | null
  gender: 'MALE' | 'FEMALE' | 'OTHER' | null
  birth_date: LocalDate | null
  status: Generated<'ACTIVE' | 'INACTIVE' | 'SUSPENDED' | 'TRANSFERRED' | 'DECEASED' | 'ERASED'>
  status_on: Generated<LocalDate>
  joined_on: LocalDate | null
  archived_at: Instant | null
  created_at: Generated<Instant>
  updated_at: Generated<Instant>
  version: Generated<number>
  maiden_name: string | null
  phone_home: string | null
  postal_address: string | null
  house_no: string | null
  street: string | null
  community: string | null
  region: string | null
  country: string | null
  birth_year_known: Generated<boolean>
  birth_place: string | null
  home_town: string | null
  nationality: string | null
  marital_status: 'SINGLE' | 'MARRIED' | 'WIDOWED' | 'DIVORCED' | 'SEPARATED' | null
  id_type: string | null
  id_number: Buffer | null
  emergency_name: string | null
  emergency_phone: string | null
  emergency_relation: string | null
  occupational_status: 'EMPLOYED' | 'SELF_EMPLOYED' | 'UNEMPLOYED' | 'STUDENT' | 'RETIRED' | 'HOMEMAKER' | 'OTHER' | null
  profession: string | null
  workplace: string | null
  directory: Generated<'NONE' | 'NAME' | 'CONTACT'>
  search_text: GeneratedAlways<string>
  photo_document_id: string | null
}

export interface MemberAliasTable {
  old_id: string
  member_id: string
  created_at: Generated<Instant>
}

export interface MemberEducationTable {
  id: string
  member_id: string
  level: 'JHS' | 'SHS' | 'TERTIARY' | 'VOCATIONAL' | 'OTHER'
  institution: string
  completed_year: number | null
}

export interface MemberFaithProfileTable {
  member_id: string
  bcc_name: string | null
  home_cell: string | null
  spiritual_gifts: Generated<readonly string[]>
  baptism_type: 'WATER' | 'SPIRIT' | 'BOTH' | null
  speaks_in_tongues: boolean | null
  presbytery: string | null
  congregation: string | null
  baptism_mode: 'INFANT' | 'BELIEVER' | null
}

export interface MemberImportTable {
  id: string
  created_by: string
  file_name: string
  status: 'AWAITING_FILE' | 'RECEIVING' | 'REJECTED' | 'RECEIVED' | 'PREVIEWING' | 'PREVIEWED' | 'APPLYING' | 'DONE' | 'UNDOING' | 'UNDONE'
  upload_hash: Buffer | null
  upload_expires_at: Instant
  fault_code: string | null
  fault_message: string | null
  source: string | null
  dialect: string | null
  encoding: string | null
  delimiter: string | null
  columns: Generated<Json>
  blank_cells: Generated<'KEEP' | 'CLEAR'>
  date_order: 'DMY' | 'MDY' | null
  row_count: Generated<number>
  done_rows: Generated<number>
  step: Generated<number>
  counts: Generated<Json>
  created_at: Generated<Instant>
  updated_at: Generated<Instant>
  finished_at: Instant | null
}

export interface MemberImportHouseholdTable {
  import_id: string
  household_key: string
  household_id: string
  is_new: boolean
}

export interface MemberImportRowTable {
  import_id: string
  row_no: number
  cells: Json
  profile: Json | null
  external_id: string | null
  member_number: string | null
  match_key: string | null
  household_key: string | null
  household_name: string | null
  relation: 'HEAD' | 'SPOUSE' | 'CHILD' | 'OTHER' | null
  fate: 'CREATE' | 'UPDATE' | 'UNCHANGED' | 'REFUSED' | null
  faults: Generated<Json>
  changes: Generated<readonly string[]>
  member_id: string | null
  before: Json | null
  version_after: number | null
  applied: Generated<boolean>
  housed: Generated<boolean>
  undone: 'UNDONE' | 'KEPT' | null
  undo_reason: string | null
  notes: Generated<Json>
}

export interface MemberParentTable {
  id: string
  member_id: string
  relation: 'FATHER' | 'MOTHER' | 'GUARDIAN'
  name: string
  same_denomination: boolean | null
  parish: string | null
  parent_member_id: string | null
}

export interface MemberWorkflowTable {
  id: string
  member_id: string
  type: 'BAPTISM' | 'CONFIRMATION' | 'MEMBERSHIP' | 'TRANSFER'
  status: Generated<'PENDING' | 'APPROVED' | 'REJECTED' | 'COMPLETED'>
  assigned_to: string | null
  note: string | null
  started_by: string
  decided_by: string | null
  decided_at: Instant | null
  completed_by: string | null
  completed_at: Instant | null
  created_at: Generated<Instant>
  updated_at: Generated<Instant>
  version: Generated<number>
}

export interface MemberWorkflowStepTable {
  id: string
  workflow_id: string
  position: number
  title: string
  due_on: LocalDate | null
  done_at: Instant | null
  done_by: string | null
}

export interface MembershipApplicationTable {
  id: string
  first_name: string
  last_name: string
  email: string
  phone: string
  address: string
  birth_date: LocalDate
  gender: 'MALE' | 'FEMALE' | 'OTHER'
  marital_status: 'SINGLE' | 'MARRIED' | 'WIDOWED' | 'DIVORCED' | 'SEPARATED'
  occupation: string | null
  emergency_name: string | null
  emergency_phone: string | null
  emergency_relation: string | null
  church_experience: string
  reason: string
  heard_from: string
  special_needs: string | null
  skills: Generated<readonly string[]>
  interests: Generated<readonly string[]>
  status: Generated<'PENDING' | 'APPROVED' | 'CONFIRMED' | 'REJECTED' | 'WITHDRAWN'>
  reviewed_by: string | null
  reviewed_at: Instant | null
  confirmed_by: string | null
  confirmed_at: Instant | null
  withdrawn_at: Instant | null
  staff_notes: string | null
  rejection_reason: string | null
  member_id: string | null
  withdraw_token_hash: Buffer | null
  search_text: GeneratedAlways<string>
  created_at: Generated<Instant>
  updated_at: Generated<Instant>
  version: Generated<number>
}

export interface MinistryTable {
  id: string
  name: string
  description: string | null
  category: 'WORSHIP' | 'YOUTH' | 'CHILDREN' | 'PRAYER' | 'OUTREACH' | 'PASTORAL' | 'EDUCATION' | 'SMALL_GROUP' | 'HEALTH' | 'OTHER'
  meeting_schedule: string | null
  location: string | null
  archived_at: Instant | null
  created_at: Generated<Instant>
  updated_at: Generated<Instant>
  version: Generated<number>
  capacity: number | null
  join_policy: Generated<'OPEN' | 'APPROVAL' | 'CLOSED'>
}

export interface MinistryMembershipTable {
  id: string
  ministry_id: string
  member_id: string
  role: Generated<'MEMBER' | 'LEADER' | 'ASSISTANT'>
  status: 'PENDING' | 'ACTIVE' | 'INACTIVE'
  joined_at: Instant | null
  left_at: Instant | null
  created_at: Generated<Instant>
  updated_at: Generated<Instant>
  notes: string | null
}

export interface NotificationTable {
  id: string
  seq: string
  audience_kind: 'CHURCH' | 'ROLE' | 'MINISTRY' | 'MEMBER' | 'USER'
  audience_ids: Generated<readonly string[]>
  type: string
  category: string
  priority: Generated<'LOW' | 'NORMAL' | 'HIGH' | 'URGENT'>
  action_kind: Generated<'INFO' | 'ACTION_REQUIRED' | 'REMINDER' | 'ALERT'>
  title: string
  message: string
  entity: string | null
  entity_id: string | null
  expires_at: Instant | null
  created_at: Generated<Instant>
  except_user: string | null
  path: string | null
  params: Generated<Json>
  dedup_key: string | null
}

export interface NotificationAudienceTable {
  audience_id: string
  seq: string
}

export interface NotificationDeadAddressTable {
  address: string
  reason: string
  created_at: Generated<Instant>
}

export interface NotificationDeliveryTable {
  id: string
  notification_id: string
  user_id: string | null
  member_id: string | null
  channel: 'EMAIL' | 'SMS' | 'PUSH'
  frequency: 'IMMEDIATE' | 'DAILY' | 'WEEKLY'
  status: Generated<'PENDING' | 'HELD' | 'SENT' | 'FAILED' | 'SUPPRESSED'>
  due_at: Instant
  attempts: Generated<number>
  sent_at: Instant | null
  error: string | null
  created_at: Generated<Instant>
}

export interface NotificationMarkTable {
  user_id: string
  notification_id: string
  read_at: Instant | null
  dismissed_at: Instant | null
}

export interface NotificationPreferenceTable {
  owner_id: string
  channel: 'IN_APP' | 'EMAIL' | 'SMS' | 'PUSH'
  category: string
  enabled: boolean
  frequency: Generated<'IMMEDIATE' | 'DAILY' | 'WEEKLY'>
  updated_at: Generated<Instant>
}

export interface NotificationUserTable {
  user_id: string
  since_seq: Generated<string>
  read_through_seq: Generated<string>
  created_at: Generated<Instant>
  updated_at: Generated<Instant>
  quiet_start: string | null
  quiet_end: string | null
  time_zone: string | null
}

export interface ResourceTable {
  id: string
  name: string
  kind: 'ROOM' | 'EQUIPMENT'
  archived_at: Instant | null
  created_at: Generated<Instant>
  updated_at: Generated<Instant>
  version: Generated<number>
}

export interface RoleTable {
  id: string
  key: 'ADMIN' | 'PASTOR' | 'TREASURER' | 'SECRETARY' | 'LEADER' | 'MEMBER' | null
  name: string
  description: string | null
  is_system: Generated<boolean>
  based_on: 'ADMIN' | 'PASTOR' | 'TREASURER' | 'SECRETARY' | 'LEADER' | 'MEMBER' | null
  created_at: Generated<Instant>
  updated_at: Generated<Instant>
  version: Generated<number>
  color: Generated<string>
  icon: Generated<string>
  requires_totp: Generated<boolean>
}

export interface RolePermissionTable {
  role_id: string
  resource: 'members' | 'households' | 'pastoral_notes' | 'prayers' | 'ministries' | 'events' | 'attendance' | 'announcements' | 'notifications' | 'payments' | 'volunteers' | 'requests' | 'altar_calls' | 'sacraments' | 'documents' | 'themes' | 'reports' | 'analytics' | 'roles' | 'users' | 'settings' | 'billing' | 'audit' | 'integrations'
  action: 'READ' | 'WRITE' | 'CREATE' | 'DELETE' | 'MANAGE'
  scope: Generated<'ALL' | 'GROUP'>
}

export interface UserRoleTable {
  id: string
  user_id: string
  role_id: string
  assigned_by: string | null
  assigned_at: Generated<Instant>
  expires_at: Instant | null
  created_at: Generated<Instant>
  updated_at: Generated<Instant>
}

export interface AccountFailureTable {
  church_id: string
  slot: number
  window_started_at: Instant
  attempts: number
  told: number
}

export interface ApiKeyTable {
  id: string
  church_id: string
  name: string
  prefix: string
  key_hash: Buffer
  scopes: Generated<readonly string[]>
  created_by: string
  expires_at: Instant
  last_used_at: Instant | null
  revoked_at: Instant | null
  revoked_by: string | null
  created_at: Generated<Instant>
  updated_at: Generated<Instant>
}

export interface ChurchTable {
  id: string
  schema_name: string
  cell: string
  version: Generated<number>
  status: Generated<'WARM' | 'ACTIVE' | 'SUSPENDED' | 'ARCHIVED' | 'ERASED'>
  name: string | null
  denomination: 'CATHOLIC' | 'ANGLICAN' | 'ORTHODOX' | 'LUTHERAN' | 'PENTECOSTAL' | 'NON_DENOMINATIONAL' | 'BAPTIST' | 'PRESBYTERIAN' | 'REFORMED' | 'METHODIST' | 'SEVENTH_DAY_ADVENTIST' | 'OTHER' | null
  subdomain: string | null
  time_zone: Generated<string>
  currency: Generated<string>
  locale: Generated<string>
  created_at: Generated<Instant>
  updated_at: Generated<Instant>
  plan: Generated<'TRIAL' | 'BASIC' | 'STANDARD' | 'PREMIUM' | 'ENTERPRISE'>
  trial_ends_at: Instant | null
  lease_until: Instant | null
  lease_by: string | null
  wave: number | null
  migration_waits: Generated<number>
  migration_error: string | null
  migration_step: string | null
  migration_statement: string | null
  erased_at: Instant | null
  email: string | null
  phone: string | null
  address: string | null
  website: string | null
  subdomain_changed_at: Instant | null
  revision: Generated<number>
  moving_to: string | null
  suspended_reason: string | null
  complimentary_until: Instant | null
}

export interface ChurchFeatureTable {
  church_id: string
  feature: 'events' | 'announcements' | 'tithing' | 'offerings' | 'smallGroups' | 'volunteerManagement' | 'serviceRequests' | 'pastoralNotes' | 'membershipWorkflows' | 'sacraments' | 'liturgicalCalendar' | 'altarCalls' | 'prayerRequests' | 'certificates' | 'reconciliation' | 'anointingOfSick' | 'holyOrders' | 'pledges' | 'sabbathScheduling' | 'healthMinistries' | 'elderRoles' | 'sessionNotes' | 'documents'
  enabled: boolean
  changed_by: string | null
  changed_at: Generated<Instant>
}

export interface ChurchLeftoverTable {
  church_id: string
  cell: string
  since: Generated<Instant>
}

export interface DomainTable {
  id: string
  church_id: string
  host: string
  kind: 'PLATFORM' | 'CUSTOM'
  is_primary: Generated<boolean>
  verification_token: string | null
  verified_at: Instant | null
  created_at: Generated<Instant>
  updated_at: Generated<Instant>
}

export interface InvitationTable {
  id: string
  church_id: string
  user_id: string
  email: string
  name: string
  role_ids: readonly string[]
  member_id: string | null
  token_hash: Buffer | null
  expires_at: Instant
  invited_by: string
  accepted_at: Instant | null
  revoked_at: Instant | null
  created_at: Generated<Instant>
  updated_at: Generated<Instant>
}

export interface PasswordHistoryTable {
  id: string
  church_id: string
  user_id: string
  password_hash: string
  created_at: Generated<Instant>
}

export interface PasswordResetTokenTable {
  id: string
  church_id: string
  user_id: string
  purpose: 'RESET' | 'VERIFY_EMAIL' | 'CHANGE_EMAIL'
  new_email: string | null
  token_hash: Buffer | null
  expires_at: Instant
  used_at: Instant | null
  ip: string | null
  created_at: Generated<Instant>
  updated_at: Generated<Instant>
}

export interface PlatformAuditTable {
  id: string
  at: Instant
  actor_kind: 'USER' | 'SUPER_ADMIN' | 'API_KEY' | 'SYSTEM'
  actor_id: string | null
  actor_name: string | null
  church_id: string | null
  action: string
  target: string | null
  detail: Generated<Json>
  ip: string | null
  user_agent: string | null
  request_id: string
}

export interface RecoveryCodeTable {
  id: string
  church_id: string
  user_id: string
  code_hash: Buffer
  used_at: Instant | null
  created_at: Generated<Instant>
}

export interface RefreshSessionTable {
  id: string
  church_id: string
  user_id: string
  family_id: string
  token_hash: Buffer
  expires_at: Instant
  family_expires_at: Instant
  used_at: Instant | null
  revoked_at: Instant | null
  ip: string | null
  user_agent: string | null
  created_at: Generated<Instant>
  updated_at: Generated<Instant>
  parent_id: string | null
  revoke_reason: 'ROTATED' | 'SIGN_OUT' | 'REUSE' | 'PASSWORD' | 'ADMIN' | 'DISABLED' | null
}

export interface SecondFactorTable {
  user_id: string
  church_id: string
  secret: Buffer
  confirmed_at: Instant | null
  last_step: Generated<string>
  failures: Generated<number>
  locked_until: Instant | null
  created_at: Generated<Instant>
  updated_at: Generated<Instant>
}

export interface SuperAdminFailureTable {
  slot: number
  window_started_at: Instant
  attempts: number
  told: number
}

export interface UserAccountTable {
  id: string
  church_id: string | null
  email: string
  name: string
  password_hash: string | null
  status: 'INVITED' | 'ACTIVE' | 'DISABLED' | 'ERASED'
  auth_epoch: Generated<number>
  last_login_at: Instant | null
  created_at: Generated<Instant>
  updated_at: Generated<Instant>
  is_super_admin: Generated<boolean>
  email_verified_at: Instant | null
  locale: string | null
  must_change_password: Generated<boolean>
  password_changed_at: Instant | null
}

export interface MessageTable {
  id: GeneratedAlways<string>
  church: string
  topic: string
  body: Json
  created_at: Generated<Instant>
}

export interface ChurchTables {
  announcement: AnnouncementTable
  attendance_count: AttendanceCountTable
  attendance_record: AttendanceRecordTable
  audit_log: AuditLogTable
  booking: BookingTable
  calendar_edition: CalendarEditionTable
  calendar_feed: CalendarFeedTable
  church_settings: ChurchSettingsTable
  counter: CounterTable
  document: DocumentTable
  event: EventTable
  event_answer: EventAnswerTable
  event_exception: EventExceptionTable
  event_occurrence: EventOccurrenceTable
  event_question: EventQuestionTable
  event_registration: EventRegistrationTable
  export_log: ExportLogTable
  external_ref: ExternalRefTable
  household: HouseholdTable
  household_member: HouseholdMemberTable
  idempotency_key: IdempotencyKeyTable
  member: MemberTable
  member_alias: MemberAliasTable
  member_education: MemberEducationTable
  member_faith_profile: MemberFaithProfileTable
  member_import: MemberImportTable
  member_import_household: MemberImportHouseholdTable
  member_import_row: MemberImportRowTable
  member_parent: MemberParentTable
  member_workflow: MemberWorkflowTable
  member_workflow_step: MemberWorkflowStepTable
  membership_application: MembershipApplicationTable
  ministry: MinistryTable
  ministry_membership: MinistryMembershipTable
  notification: NotificationTable
  notification_audience: NotificationAudienceTable
  notification_dead_address: NotificationDeadAddressTable
  notification_delivery: NotificationDeliveryTable
  notification_mark: NotificationMarkTable
  notification_preference: NotificationPreferenceTable
  notification_user: NotificationUserTable
  resource: ResourceTable
  role: RoleTable
  role_permission: RolePermissionTable
  user_role: UserRoleTable
}

export interface ControlTables {
  account_failure: AccountFailureTable
  api_key: ApiKeyTable
  church: ChurchTable
  church_feature: ChurchFeatureTable
  church_leftover: ChurchLeftoverTable
  domain: DomainTable
  invitation: InvitationTable
  password_history: PasswordHistoryTable
  password_reset_token: PasswordResetTokenTable
  platform_audit: PlatformAuditTable
  recovery_code: RecoveryCodeTable
  refresh_session: RefreshSessionTable
  second_factor: SecondFactorTable
  super_admin_failure: SuperAdminFailureTable
  user_account: UserAccountTable
}

export interface OutboxTables {
  message: MessageTable
}
