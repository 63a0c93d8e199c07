-- Lists of events walk one index in their order, whatever they are narrowed by: an occurrence says itself of what kind its
-- event is, and for whom. Written with the occurrence, and again when the event changes (events.repository.ts).
alter table event_occurrence
  add column type text,
  add column visibility text,
  add column ministry_id uuid,
  add column is_draft boolean;
update event_occurrence set type = event.type, visibility = event.visibility, ministry_id = event.ministry_id,
  is_draft = event.status = 'DRAFT'
from event where event.id = event_occurrence.event_id;
alter table event_occurrence
  alter column type set not null,
  alter column visibility set not null,
  alter column is_draft set not null;
create index event_occurrence_type_idx on event_occurrence (type, starts_at, event_id, occurrence_at);
-- By kind, too: two that are common alone may have nothing in common.
create index event_occurrence_visibility_idx on event_occurrence (visibility, type, starts_at, event_id, occurrence_at);
create index event_occurrence_ministry_id_idx on event_occurrence (ministry_id, starts_at, event_id, occurrence_at)
  where ministry_id is not null;
create index event_occurrence_cancelled_idx on event_occurrence (starts_at, event_id, occurrence_at) where is_cancelled;
create index event_occurrence_draft_idx on event_occurrence (starts_at, event_id, occurrence_at) where is_draft;

-- What is not over begins within the last day, or is one of the few occurrences that last longer: so lists of what is to
-- come begin at yesterday, and not with everything that there ever was.
create index event_occurrence_long_idx on event_occurrence (ends_at) where ends_at - starts_at > interval '1 day';
