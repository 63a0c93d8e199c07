-- The whole record of a member, and the search that takes é for e.

alter table member
  add column maiden_name text constraint member_maiden_name_length check (length(maiden_name) <= 255),
  add column phone_home text constraint member_phone_home_length check (length(phone_home) <= 255),
  -- address, in parts
  add column postal_address text constraint member_postal_address_length check (length(postal_address) <= 500),
  add column house_no text constraint member_house_no_length check (length(house_no) <= 50),
  add column street text constraint member_street_length check (length(street) <= 255),
  add column community text constraint member_community_length check (length(community) <= 255),
  add column region text constraint member_region_length check (length(region) <= 255),
  add column country text constraint member_country_form check (country ~ '^[A-Z]{2}$'),
  -- personal; a birthday without a year is kept in 1904, which is never shown
  add column birth_year_known boolean not null default true
    constraint member_birth_year_kept check (birth_year_known or birth_date is null or extract(year from birth_date) = 1904),
  add column birth_place text constraint member_birth_place_length check (length(birth_place) <= 255),
  add column home_town text constraint member_home_town_length check (length(home_town) <= 255),
  add column nationality text constraint member_nationality_length check (length(nationality) <= 255),
  -- sensitive; the number of the paper is sealed by the server, for this column of this row
  add column marital_status text constraint member_marital_status_known
    check (marital_status in ('SINGLE', 'MARRIED', 'WIDOWED', 'DIVORCED', 'SEPARATED')),
  add column id_type text constraint member_id_type_length check (length(id_type) <= 50),
  add column id_number bytea constraint member_id_number_length check (length(id_number) <= 1024),
  -- emergency
  add column emergency_name text constraint member_emergency_name_length check (length(emergency_name) <= 255),
  add column emergency_phone text constraint member_emergency_phone_length check (length(emergency_phone) <= 255),
  add column emergency_relation text constraint member_emergency_relation_length check (length(emergency_relation) <= 100),
  -- work
  add column occupational_status text constraint member_occupational_status_known check (occupational_status in (
    'EMPLOYED', 'SELF_EMPLOYED', 'UNEMPLOYED', 'STUDENT', 'RETIRED', 'HOMEMAKER', 'OTHER')),
  add column profession text constraint member_profession_length check (length(profession) <= 255),
  add column workplace text constraint member_workplace_length check (length(workplace) <= 255),
  -- what the directory shows of them
  add column directory text not null default 'NONE' constraint member_directory_known
    check (directory in ('NONE', 'NAME', 'CONTACT'));

create table member_parent (
  id uuid primary key,
  member_id uuid not null constraint member_parent_member_id_fkey references member on delete cascade,
  relation text not null constraint member_parent_relation_known check (relation in ('FATHER', 'MOTHER', 'GUARDIAN')),
  name text not null constraint member_parent_name_length check (length(name) between 1 and 255),
  same_denomination boolean,
  parish text constraint member_parent_parish_length check (length(parish) <= 255),
  parent_member_id uuid constraint member_parent_parent_member_id_fkey references member on delete set null
);
create unique index member_parent_one_key on member_parent (member_id, relation) where relation <> 'GUARDIAN';
create index member_parent_member_id_idx on member_parent (member_id);
create index member_parent_parent_member_id_idx on member_parent (parent_member_id);

create table member_education (
  id uuid primary key,
  member_id uuid not null constraint member_education_member_id_fkey references member on delete cascade,
  level text not null constraint member_education_level_known
    check (level in ('JHS', 'SHS', 'TERTIARY', 'VOCATIONAL', 'OTHER')),
  institution text not null constraint member_education_institution_length check (length(institution) between 1 and 255),
  completed_year smallint constraint member_education_completed_year_range check (completed_year between 1900 and 2200)
);
create index member_education_member_id_idx on member_education (member_id);

-- What one denomination asks and another does not; the server refuses columns of another than the church's own.
create table member_faith_profile (
  member_id uuid primary key constraint member_faith_profile_member_id_fkey references member on delete cascade,
  bcc_name text constraint member_faith_profile_bcc_name_length check (length(bcc_name) <= 255),
  home_cell text constraint member_faith_profile_home_cell_length check (length(home_cell) <= 255),
  spiritual_gifts text[] not null default '{}'
    constraint member_faith_profile_spiritual_gifts_count check (cardinality(spiritual_gifts) <= 30),
  baptism_type text constraint member_faith_profile_baptism_type_known check (baptism_type in ('WATER', 'SPIRIT', 'BOTH')),
  speaks_in_tongues boolean,
  presbytery text constraint member_faith_profile_presbytery_length check (length(presbytery) <= 255),
  congregation text constraint member_faith_profile_congregation_length check (length(congregation) <= 255),
  baptism_mode text constraint member_faith_profile_baptism_mode_known check (baptism_mode in ('INFANT', 'BELIEVER'))
);

-- Who was entered twice and merged: the old id still leads to the person.
create table member_alias (
  old_id uuid primary key constraint member_alias_old_id_fkey references member on delete cascade,
  member_id uuid not null constraint member_alias_member_id_fkey references member on delete restrict,
  created_at timestamptz not null default now(),
  constraint member_alias_leads_away check (old_id <> member_id)
);
create index member_alias_member_id_idx on member_alias (member_id);

-- Folded, and with a blank in front: every word of it follows one, so that a short word is found at its beginning by the
-- same index.
alter table member drop column search_text;
alter table member add column search_text text not null generated always as (extensions.fold(
  ' ' || first_name || ' ' || coalesce(middle_names || ' ', '') || last_name || ' ' || coalesce(preferred_name || ' ', '')
  || coalesce(maiden_name || ' ', '') || coalesce(email || ' ', '') || coalesce(phone || ' ', '')
  || coalesce(phone_home || ' ', '') || member_number)) stored;
create index member_search_idx on member using gin (search_text extensions.gin_trgm_ops);
create index member_gender_idx on member (gender, last_name, first_name, id);

-- How somebody who was entered twice is noticed.
create index member_birth_date_idx on member (birth_date, extensions.fold(last_name));
create index member_phone_digits_idx on member (right(regexp_replace(phone, '\D', '', 'g'), 9));
