-- Constraints that compare an id and a time in one index: a room is not booked twice. Trusted, as `unaccent` is.
create extension btree_gist schema extensions;
