-- Files of the church, which are kept outside of the database; of those, photos of members today.

create table document (
  id uuid primary key,
  member_id uuid constraint document_member_id_fkey references member on delete restrict,
  category text not null default 'DOCUMENT' constraint document_category_known check (category in (
    'CERTIFICATE', 'PHOTO', 'DOCUMENT', 'RECEIPT', 'REPORT', 'OTHER')),
  status text not null default 'UPLOADING' constraint document_status_known
    check (status in ('UPLOADING', 'READY', 'REJECTED')),
  -- The name of the file in the storage, below the church's own; given when the bytes are there.
  storage_key text constraint document_storage_key_key unique
    constraint document_storage_key_form check (storage_key ~ '^[a-z0-9-]{1,100}$'),
  size_bytes integer constraint document_size_bytes_range check (size_bytes between 1 and 5242880),
  mime_type text constraint document_mime_type_known check (mime_type in (
    'PDF', 'JPEG', 'PNG', 'WEBP', 'DOCX', 'XLSX', 'CSV', 'TXT')),
  sha256 bytea constraint document_sha256_length check (length(sha256) = 32),
  uploaded_by uuid not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint document_ready_is_whole check (status <> 'READY' or
    (storage_key is not null and size_bytes is not null and mime_type is not null and sha256 is not null))
);
create index document_member_id_idx on document (member_id);
create index document_uploading_idx on document (created_at) where status <> 'READY';

-- No reference: the two tables would lead to each other, and a copy of the church could begin with neither.
alter table member add column photo_document_id uuid;
