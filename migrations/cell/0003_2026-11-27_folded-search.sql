-- Search that takes é for e: one folding for what is stored and for what is asked. `unaccent` is a trusted extension, so
-- that the owner of the database may have it without being a superuser.
create extension unaccent schema extensions;

-- Immutable, as a stored column asks: the dictionary is named, so that no search_path chooses another. The letters of Akan
-- and Ewe that have no accent to lose are folded to those that people without such a keyboard type.
create function extensions.fold(text) returns text
language sql immutable strict parallel safe
begin atomic
  select translate(lower(extensions.unaccent('extensions.unaccent'::regdictionary, $1)), 'ɔɛɖƒɣŋʋ', 'oedfgnv');
end;

-- For everybody, as the outbox is: text comes in and goes out, and nothing of any church is read on the way.
grant usage on schema extensions to public;
