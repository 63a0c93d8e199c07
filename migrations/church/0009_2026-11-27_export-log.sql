-- Which lists left the church as files, whole or cut short.

create table export_log (
  id uuid primary key,
  user_id uuid not null,
  kind text not null constraint export_log_kind_known check (kind in ('MEMBERS', 'EVENTS', 'PAYMENTS', 'CHURCH')),
  format text not null constraint export_log_format_known check (format in ('CSV', 'XLSX', 'ZIP')),
  filters jsonb not null,
  row_count integer not null,
  byte_size bigint not null,
  duration_ms integer not null,
  outcome text not null constraint export_log_outcome_known check (outcome in ('DONE', 'FAILED')),
  created_at timestamptz not null default now()
);
-- Append-only: what left stays told.
revoke update, delete on export_log from "church_role";
