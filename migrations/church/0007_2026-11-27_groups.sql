-- Households and ministries that people keep themselves: giving together, places, and who may come in.

alter table household_member
  add column combine_giving boolean not null default false,
  add constraint household_member_combine_giving_for_couples
    check (not combine_giving or relation in ('HEAD', 'SPOUSE'));
alter table household
  add constraint household_phone_length check (length(phone) <= 255);
create index household_name_idx on household (name, id);

alter table ministry
  add column capacity integer constraint ministry_capacity_positive check (capacity > 0),
  add column join_policy text not null default 'APPROVAL' constraint ministry_join_policy_known
    check (join_policy in ('OPEN', 'APPROVAL', 'CLOSED')),
  add constraint ministry_description_length check (length(description) <= 10000),
  add constraint ministry_meeting_schedule_length check (length(meeting_schedule) <= 255),
  add constraint ministry_location_length check (length(location) <= 255);
create index ministry_list_idx on ministry (name, id);

alter table ministry_membership
  add column notes text constraint ministry_membership_notes_length check (length(notes) <= 500);
