-- How the notices of an event are found when they are over before their time: it was deleted, called off or put off.
create index notification_event_idx on notification (entity_id, type) where entity = 'event';
