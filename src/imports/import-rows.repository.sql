-- Printed by scripts/print-sql.ts. Change the query beside it, never this file.

-- addRows
insert into member_import_row (import_id, row_no, cells)
select $1, (told ->> 0)::integer, told -> 1
from jsonb_array_elements($2::jsonb) told;

-- removeRows
delete from member_import_row
where (import_id, row_no) in ( select import_id, row_no from member_import_row where import_id = $1 limit $2);

-- rowsAsTheyCame
select "row_no" as "rowNo", cells as "cells"
from "member_import_row"
where "import_id" = $1 and "row_no" > $2
order by "row_no"
limit $3;

-- lookAtRows
select analyze_import_rows();

-- storeReading
update member_import_row
set profile = told.profile,
  external_id = told."externalId",
  member_number = told."memberNumber",
  match_key = told."matchKey",
  household_key = told."householdKey",
  household_name = told."householdName",
  relation = told.relation,
  faults = told.faults,
  notes = told.notes,
  fate = null,
  changes = '{}',
  member_id = null
from jsonb_to_recordset($1::jsonb) as told (
  "rowNo" integer,
  profile jsonb,
  "externalId" text,
  "memberNumber" text,
  "matchKey" text,
  "householdKey" text,
  "householdName" text,
  relation text,
  faults jsonb,
  notes jsonb
)
where import_id = $2 and row_no = told."rowNo";

-- stagedRows
select row_no as "rowNo",
  profile,
  external_id as "externalId",
  member_number as "memberNumber",
  match_key as "matchKey",
  household_key as "householdKey",
  household_name as "householdName",
  relation,
  faults,
  notes,
  fate
from member_import_row
where import_id = $1 and row_no > $2
order by row_no
limit $3;

-- waitingRows
select row_no as "rowNo",
  profile,
  external_id as "externalId",
  member_number as "memberNumber",
  match_key as "matchKey",
  household_key as "householdKey",
  household_name as "householdName",
  relation,
  faults,
  notes,
  fate
from member_import_row
where import_id = $1 and row_no > $2 and not applied and fate <> 'REFUSED'
order by row_no
limit $3;

-- repeatedRows
select row_no as "rowNo"
from member_import_row one
where import_id = $1
  and row_no = any($2::integer[])
  and match_key is not null
  and exists (
    select
    from member_import_row earlier
    where earlier.match_key = one.match_key and earlier.import_id is not distinct
    from one.import_id and earlier.row_no + 0 < one.row_no offset 0
  );

-- storeJudgement
update member_import_row
set fate = told.fate, faults = told.faults, changes = told.changes, member_id = told."memberId"
from jsonb_to_recordset($1::jsonb) as told ("rowNo" integer, fate text, faults jsonb, changes text[], "memberId" uuid)
where import_id = $2 and row_no = told."rowNo";

-- refuseTaken
update member_import_row one
set fate = 'REFUSED', faults = $1::jsonb, changes = '{}', member_id = null
where import_id = $2
  and row_no = any($3::integer[])
  and member_id is not null
  and exists (
    select
    from member_import_row earlier
    where earlier.member_id = one.member_id and earlier.import_id is not distinct
    from one.import_id and earlier.row_no + 0 < one.row_no offset 0
  );

-- storeOutcome
update member_import_row
set fate = told.fate,
  faults = told.faults,
  changes = told.changes,
  member_id = told."memberId",
  before = told.before,
  version_after = told."versionAfter",
  applied = told.fate <> 'REFUSED',
  cells = case when told.fate = 'REFUSED' then cells else '[]' end
from jsonb_to_recordset($1::jsonb) as told (
  "rowNo" integer, fate text, faults jsonb, changes text[], "memberId" uuid, before jsonb, "versionAfter" integer
)
where import_id = $2 and row_no = told."rowNo";

-- undoableRows
select row_no as "rowNo",
  fate,
  member_id as "memberId",
  profile,
  changes,
  before,
  version_after as "versionAfter",
  applied
  and undone is null
  and fate in ('CREATE', 'UPDATE')
  and member_id is not null as "isUndoable"
from member_import_row
where import_id = $1 and row_no < $2
order by row_no desc
limit $3;

-- storeUndone
update member_import_row
set undone = told.undone, undo_reason = told.reason
from jsonb_to_recordset($1::jsonb) as told ("rowNo" integer, undone text, reason text)
where import_id = $2 and row_no = told."rowNo";

-- countFates
select count(*) filter (where fate = 'CREATE')::integer as create,
  count(*) filter (where fate = 'UPDATE')::integer as update,
  count(*) filter (where fate = 'UNCHANGED')::integer as unchanged,
  count(*) filter (where fate = 'REFUSED')::integer as refused,
  count(*) filter (where undone = 'UNDONE')::integer as undone,
  count(*) filter (where undone = 'KEPT')::integer as kept
from member_import_row
where import_id = $1;

-- forgetMembers
update member_import_row
set cells = '[]',
  profile = null,
  before = null,
  external_id = null,
  member_number = null,
  match_key = null,
  household_key = null,
  household_name = null,
  faults = '[]',
  changes = '{}',
  notes = '[]',
  undo_reason = null
where member_id = any($1::uuid[]);
