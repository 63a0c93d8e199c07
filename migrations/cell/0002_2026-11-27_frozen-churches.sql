-- What was taken from a church's role while it is moved, as the statements that give it back.

create table frozen_right (
  schema_name text not null,
  statement text not null,
  primary key (schema_name, statement)
);
