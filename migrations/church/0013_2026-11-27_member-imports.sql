-- Members and households from files: what a file holds stands here row by row until it has been applied, or is removed.

-- Where a thing came from: the same id of the same source is the same thing, however often it is imported.
create table external_ref (
  entity text not null constraint external_ref_entity_known check (entity in ('member', 'household')),
  entity_id uuid not null,
  source text not null constraint external_ref_source_length check (length(source) between 1 and 50),
  external_id text not null constraint external_ref_external_id_length check (length(external_id) between 1 and 255),
  -- The import that first told of it; its undoing forgets it again.
  import_id uuid,
  created_at timestamptz not null default now(),
  constraint external_ref_pkey primary key (entity, source, external_id)
);
create index external_ref_entity_id_idx on external_ref (entity, entity_id);
create index external_ref_import_id_idx on external_ref (import_id);

create table member_import (
  id uuid primary key,
  created_by uuid not null,
  file_name text not null constraint member_import_file_name_length check (length(file_name) between 1 and 255),
  status text not null constraint member_import_status_known check (status in (
    'AWAITING_FILE', 'RECEIVING', 'REJECTED', 'RECEIVED', 'PREVIEWING', 'PREVIEWED', 'APPLYING', 'DONE', 'UNDOING', 'UNDONE')),
  -- Of the signed address that takes the file, once and not for long.
  upload_hash bytea,
  upload_expires_at timestamptz not null,
  -- Why the file was rejected.
  fault_code text,
  fault_message text,
  source text constraint member_import_source_length check (length(source) between 1 and 50),
  dialect text,
  encoding text,
  delimiter text,
  -- One a column of the file: heading, field, sample and what its dates say of their order.
  columns jsonb not null default '[]',
  blank_cells text not null default 'KEEP' constraint member_import_blank_cells_known
    check (blank_cells in ('KEEP', 'CLEAR')),
  date_order text constraint member_import_date_order_known check (date_order in ('DMY', 'MDY')),
  row_count integer not null default 0,
  -- How many rows the running step has been through.
  done_rows integer not null default 0,
  -- Raised by each step that is asked for: a job of an older one does nothing.
  step integer not null default 0,
  counts jsonb not null default '{}',
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  finished_at timestamptz
);
create index member_import_created_at_idx on member_import (created_at, id);
-- Two imports that write at once could enter a person twice.
create unique index member_import_writing_key on member_import ((true)) where status in ('APPLYING', 'UNDOING');

create table member_import_row (
  import_id uuid not null constraint member_import_row_import_id_fkey references member_import on delete cascade,
  -- The row of the file, as a spreadsheet counts: headings are row 1.
  row_no integer not null,
  -- The texts of the file; emptied once the row has been applied.
  cells jsonb not null,
  profile jsonb,
  external_id text,
  member_number text,
  -- What makes it another person than every other row.
  match_key text,
  household_key text,
  household_name text,
  relation text constraint member_import_row_relation_known check (relation in ('HEAD', 'SPOUSE', 'CHILD', 'OTHER')),
  fate text constraint member_import_row_fate_known check (fate in ('CREATE', 'UPDATE', 'UNCHANGED', 'REFUSED')),
  faults jsonb not null default '[]',
  changes text[] not null default '{}',
  member_id uuid,
  -- The fields it changed, as they were.
  before jsonb,
  version_after integer,
  applied boolean not null default false,
  housed boolean not null default false,
  undone text constraint member_import_row_undone_known check (undone in ('UNDONE', 'KEPT')),
  undo_reason text,
  constraint member_import_row_pkey primary key (import_id, row_no)
  -- Each row is written several times within minutes.
) with (fillfactor = 60);
-- With every column that is asked for: a table that has just been filled has no statistics to choose by.
create index member_import_row_match_key_idx on member_import_row (import_id, match_key, row_no);
create index member_import_row_household_key_idx on member_import_row (import_id, household_key);
create index member_import_row_fate_idx on member_import_row (import_id, fate, row_no);
create index member_import_row_member_id_idx on member_import_row (member_id, import_id, row_no);

-- The households of a file, by what the file calls them.
create table member_import_household (
  import_id uuid not null constraint member_import_household_import_id_fkey references member_import on delete cascade,
  household_key text not null,
  household_id uuid not null,
  is_new boolean not null,
  constraint member_import_household_pkey primary key (import_id, household_key)
);
create index member_import_household_household_id_idx on member_import_household (household_id);

-- How somebody is found by name who has no birth date.
create index member_folded_name_idx on member (extensions.fold(last_name), extensions.fold(first_name));
