-- Single occurrences that somebody added to a series (RDATE): they are not of its rule, whatever is decided about them
-- later, so they stay where they are when the rule changes.
alter table event_exception
  add column is_added boolean not null default false;
update event_exception set is_added = true where kind = 'ADDED';
alter table event_exception
  add constraint event_exception_added_is_added check (kind <> 'ADDED' or is_added);
