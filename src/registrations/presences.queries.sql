-- Printed by scripts/print-sql.ts. Change the query beside it, never this file.

-- presenceList, first page
select "presence"."member_id" as "memberId",
  "presence"."came_at" as "cameAt",
  "presence"."guests",
  "presence"."checked_in_at" as "checkedInAt",
  "presence"."checked_out_at" as "checkedOutAt",
  "presence"."registration_id" as "registrationId"
from (
  select "attendance_record"."event_id",
    "attendance_record"."occurrence_at",
    "attendance_record"."member_id",
    "attendance_record"."checked_in_at" as "came_at",
    attendance_record.checked_in_at as "checked_in_at",
    "attendance_record"."checked_out_at",
    "event_registration"."id" as "registration_id",
    coalesce(event_registration.guests, 0) as "guests"
  from "attendance_record"
  left join "event_registration" on "event_registration"."event_id" = "attendance_record"."event_id"
    and "event_registration"."occurrence_at" = "attendance_record"."occurrence_at"
    and "event_registration"."member_id" = "attendance_record"."member_id"
    and "event_registration"."status" <> $1
  union all
  select "event_registration"."event_id",
    "event_registration"."occurrence_at",
    "event_registration"."member_id",
    "event_registration"."updated_at" as "came_at",
    null::timestamptz as "checked_in_at",
    null::timestamptz as "checked_out_at",
    event_registration.id as "registration_id",
    "event_registration"."guests"
  from "event_registration"
  where "event_registration"."status" = $2
    and not exists (
      select "attendance_record"."id"
      from "attendance_record"
      where "attendance_record"."event_id" = "event_registration"."event_id"
        and "attendance_record"."occurrence_at" = "event_registration"."occurrence_at"
        and "attendance_record"."member_id" = "event_registration"."member_id"
    )
) as "presence"
where "presence"."event_id" = $3 and "presence"."occurrence_at" = $4 and true
order by "presence"."came_at" asc, "presence"."member_id" asc
limit 26;

select count(*) as total
from (
  (
    select "presence"."member_id"
    from (
      select "attendance_record"."event_id",
        "attendance_record"."occurrence_at",
        "attendance_record"."member_id",
        "attendance_record"."checked_in_at" as "came_at",
        attendance_record.checked_in_at as "checked_in_at",
        "attendance_record"."checked_out_at",
        "event_registration"."id" as "registration_id",
        coalesce(event_registration.guests, 0) as "guests"
      from "attendance_record"
      left join "event_registration" on "event_registration"."event_id" = "attendance_record"."event_id"
        and "event_registration"."occurrence_at" = "attendance_record"."occurrence_at"
        and "event_registration"."member_id" = "attendance_record"."member_id"
        and "event_registration"."status" <> $1
      union all
      select "event_registration"."event_id",
        "event_registration"."occurrence_at",
        "event_registration"."member_id",
        "event_registration"."updated_at" as "came_at",
        null::timestamptz as "checked_in_at",
        null::timestamptz as "checked_out_at",
        event_registration.id as "registration_id",
        "event_registration"."guests"
      from "event_registration"
      where "event_registration"."status" = $2
        and not exists (
          select "attendance_record"."id"
          from "attendance_record"
          where "attendance_record"."event_id" = "event_registration"."event_id"
            and "attendance_record"."occurrence_at" = "event_registration"."occurrence_at"
            and "attendance_record"."member_id" = "event_registration"."member_id"
        )
    ) as "presence"
    where "presence"."event_id" = $3 and "presence"."occurrence_at" = $4
  )
  limit $5
) as counted;

-- presenceList, next page
select "presence"."member_id" as "memberId",
  "presence"."came_at" as "cameAt",
  "presence"."guests",
  "presence"."checked_in_at" as "checkedInAt",
  "presence"."checked_out_at" as "checkedOutAt",
  "presence"."registration_id" as "registrationId"
from (
  select "attendance_record"."event_id",
    "attendance_record"."occurrence_at",
    "attendance_record"."member_id",
    "attendance_record"."checked_in_at" as "came_at",
    attendance_record.checked_in_at as "checked_in_at",
    "attendance_record"."checked_out_at",
    "event_registration"."id" as "registration_id",
    coalesce(event_registration.guests, 0) as "guests"
  from "attendance_record"
  left join "event_registration" on "event_registration"."event_id" = "attendance_record"."event_id"
    and "event_registration"."occurrence_at" = "attendance_record"."occurrence_at"
    and "event_registration"."member_id" = "attendance_record"."member_id"
    and "event_registration"."status" <> $1
  union all
  select "event_registration"."event_id",
    "event_registration"."occurrence_at",
    "event_registration"."member_id",
    "event_registration"."updated_at" as "came_at",
    null::timestamptz as "checked_in_at",
    null::timestamptz as "checked_out_at",
    event_registration.id as "registration_id",
    "event_registration"."guests"
  from "event_registration"
  where "event_registration"."status" = $2
    and not exists (
      select "attendance_record"."id"
      from "attendance_record"
      where "attendance_record"."event_id" = "event_registration"."event_id"
        and "attendance_record"."occurrence_at" = "event_registration"."occurrence_at"
        and "attendance_record"."member_id" = "event_registration"."member_id"
    )
) as "presence"
where "presence"."event_id" = $3
  and "presence"."occurrence_at" = $4
  and ("presence"."came_at", "presence"."member_id") > ($5, $6)
order by "presence"."came_at" asc, "presence"."member_id" asc
limit 26;

select count(*) as total
from (
  (
    select "presence"."member_id"
    from (
      select "attendance_record"."event_id",
        "attendance_record"."occurrence_at",
        "attendance_record"."member_id",
        "attendance_record"."checked_in_at" as "came_at",
        attendance_record.checked_in_at as "checked_in_at",
        "attendance_record"."checked_out_at",
        "event_registration"."id" as "registration_id",
        coalesce(event_registration.guests, 0) as "guests"
      from "attendance_record"
      left join "event_registration" on "event_registration"."event_id" = "attendance_record"."event_id"
        and "event_registration"."occurrence_at" = "attendance_record"."occurrence_at"
        and "event_registration"."member_id" = "attendance_record"."member_id"
        and "event_registration"."status" <> $1
      union all
      select "event_registration"."event_id",
        "event_registration"."occurrence_at",
        "event_registration"."member_id",
        "event_registration"."updated_at" as "came_at",
        null::timestamptz as "checked_in_at",
        null::timestamptz as "checked_out_at",
        event_registration.id as "registration_id",
        "event_registration"."guests"
      from "event_registration"
      where "event_registration"."status" = $2
        and not exists (
          select "attendance_record"."id"
          from "attendance_record"
          where "attendance_record"."event_id" = "event_registration"."event_id"
            and "attendance_record"."occurrence_at" = "event_registration"."occurrence_at"
            and "attendance_record"."member_id" = "event_registration"."member_id"
        )
    ) as "presence"
    where "presence"."event_id" = $3 and "presence"."occurrence_at" = $4
  )
  limit $5
) as counted;

-- turnoutOfMany
select "wanted"."name", "turnout"."came", "turnout"."there"
from unnest( $1::text[], $2::uuid[], $3::timestamptz[]) as wanted(name, event_id, occurrence_at)
inner join lateral (
  select count(*)::integer as "came",
    (count(*) filter (where checked_in_at is not null and checked_out_at is null))::integer as "there"
  from (
    select "attendance_record"."event_id",
      "attendance_record"."occurrence_at",
      "attendance_record"."member_id",
      "attendance_record"."checked_in_at" as "came_at",
      attendance_record.checked_in_at as "checked_in_at",
      "attendance_record"."checked_out_at",
      "event_registration"."id" as "registration_id",
      coalesce(event_registration.guests, 0) as "guests"
    from "attendance_record"
    left join "event_registration" on "event_registration"."event_id" = "attendance_record"."event_id"
      and "event_registration"."occurrence_at" = "attendance_record"."occurrence_at"
      and "event_registration"."member_id" = "attendance_record"."member_id"
      and "event_registration"."status" <> $4
    union all
    select "event_registration"."event_id",
      "event_registration"."occurrence_at",
      "event_registration"."member_id",
      "event_registration"."updated_at" as "came_at",
      null::timestamptz as "checked_in_at",
      null::timestamptz as "checked_out_at",
      event_registration.id as "registration_id",
      "event_registration"."guests"
    from "event_registration"
    where "event_registration"."status" = $5
      and not exists (
        select "attendance_record"."id"
        from "attendance_record"
        where "attendance_record"."event_id" = "event_registration"."event_id"
          and "attendance_record"."occurrence_at" = "event_registration"."occurrence_at"
          and "attendance_record"."member_id" = "event_registration"."member_id"
      )
  ) as "presence"
  where "presence"."event_id" = "wanted"."event_id" and "presence"."occurrence_at" = "wanted"."occurrence_at"
) as "turnout" on true;
