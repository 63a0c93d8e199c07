-- What calendars were when they were last read: a calendar that differs from it was modified since, whatever did it.

create table calendar_edition (
  id uuid primary key,
  -- Whose link it is about; none for the calendar of PUBLIC events.
  feed_id uuid constraint calendar_edition_feed_id_fkey references calendar_feed on delete cascade,
  etag text not null,
  -- Later by a second at least with each change, so that a date never stands for two of them.
  modified_at timestamptz not null,
  constraint calendar_edition_feed_id_key unique nulls not distinct (feed_id)
);
