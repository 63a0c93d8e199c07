-- An erased church leaves its row, so that somebody can say what became of it; its subdomain is free again.

alter table church
  add column erased_at timestamptz,
  add constraint church_erased check (erased_at is null or (status = 'ERASED' and subdomain is null));
