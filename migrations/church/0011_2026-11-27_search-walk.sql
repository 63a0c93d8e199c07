-- Common searches: the names in order, with what is searched and filtered beside them, so that the roll itself is not
-- touched. A row of an index has no room for the longest texts: those few stand in an index of their own.
create index member_names_idx on member (last_name, first_name, id) include (search_text, status, gender, joined_on)
  where archived_at is null
    and octet_length(search_text) + octet_length(last_name) + octet_length(first_name) <= 2000;
create index member_long_names_idx on member (last_name, first_name, id)
  where archived_at is null
    and octet_length(search_text) + octet_length(last_name) + octet_length(first_name) > 2000;

-- Whoever has no day stands behind all days, in both directions.
drop index member_joined_on_idx;
create index member_joined_on_idx on member (joined_on);
create index member_joined_first_idx on member (coalesce(joined_on, 'infinity'::date), id);
create index member_joined_last_idx on member (coalesce(joined_on, '-infinity'::date), id);

-- Words of the names of households and ministries, folded, each after a blank; and those whom the directory shows, by name.
create index household_search_idx on household using gin (extensions.fold(' ' || name) extensions.gin_trgm_ops);
create index ministry_search_idx on ministry using gin (extensions.fold(' ' || name) extensions.gin_trgm_ops);
create index member_directory_idx on member (last_name, first_name, id)
  where status = 'ACTIVE' and archived_at is null and directory <> 'NONE';
