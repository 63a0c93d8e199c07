-- What was guessed of a row of a file: it refuses nothing, and is shown before anything is applied.
alter table member_import_row add column notes jsonb not null default '[]';
