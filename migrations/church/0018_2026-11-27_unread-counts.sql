-- One entry for each notification and audience, in the order of the sequence: whoever counts what is unread reads the
-- newest of each of their own audiences and stops there, however much the church was told before. The nil id stands for
-- the whole church.
create table notification_audience (
  audience_id uuid not null,
  seq bigint not null,
  primary key (audience_id, seq)
);
insert into notification_audience (audience_id, seq)
select distinct named.id, notification.seq
from notification
cross join lateral unnest(case when audience_kind = 'CHURCH' then '{00000000-0000-0000-0000-000000000000}' else audience_ids end)
  as named (id);
-- Append-only, as what it is about.
revoke update, delete on notification_audience from "church_role";

-- Open sockets count what is unread by themselves: what their user reads or dismisses elsewhere is told to them.
create trigger rights_changed after insert or update on notification_user
  for each row execute function tell_rights_changed('user');
create trigger rights_changed after insert or update or delete on notification_mark
  for each row execute function tell_rights_changed('user');
