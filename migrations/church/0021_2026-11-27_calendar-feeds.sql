-- Secret links under which calendar programs read events.

create table calendar_feed (
  id uuid primary key,
  -- Whose it is: it shows what they may see. Accounts live elsewhere.
  user_id uuid not null,
  kind text not null constraint calendar_feed_kind_known check (kind in ('CHURCH', 'MINISTRY', 'MINE')),
  ministry_id uuid constraint calendar_feed_ministry_id_fkey references ministry on delete cascade,
  -- SHA-256 of the token in the link.
  token_hash bytea not null constraint calendar_feed_token_hash_key unique
    constraint calendar_feed_token_hash_length check (length(token_hash) = 32),
  revoked_at timestamptz,
  created_at timestamptz not null default now(),
  constraint calendar_feed_ministry_named check ((kind = 'MINISTRY') = (ministry_id is not null))
);
create index calendar_feed_user_id_idx on calendar_feed (user_id, id) where revoked_at is null;
create index calendar_feed_ministry_id_idx on calendar_feed (ministry_id) where ministry_id is not null;
