-- What is known of the rows of files is as old as the last time that somebody looked, which for a file that has just come is never:
-- the planner takes its import for one row, and reads all of it for each. So the server has it looked at as soon as a file has
-- come, and again once it was read. Only owners may; a small sample does.
create function analyze_import_rows() returns void
language plpgsql volatile security definer set search_path from current set default_statistics_target = 20 as $$
begin
  analyze member_import_row (import_id, row_no, match_key, household_key, member_id, fate);
end $$;
revoke all on function analyze_import_rows from public;
grant execute on function analyze_import_rows to "church_role";

-- Led by what is looked for: an index that is led by the import looks as good to whoever thinks that it has one row.
drop index member_import_row_match_key_idx;
create index member_import_row_match_key_idx on member_import_row (match_key);
