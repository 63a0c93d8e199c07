-- Who lives in a household now, by one index. While the planner knows nothing of a table that has just been filled, it would
-- read the index of all who live anywhere beside the one of households, for each household.
drop index household_member_household_id_idx;
create index household_member_household_id_idx on household_member (household_id, until_on);
