import type { ChurchWorld } from './church-world.js'
import type { World } from './world.js'

/**
 * A calendar of fifty thousand occurrences, half before today and half to come, as a large church has after years: weekly
 * services, evenings of thirty ministries, and much that takes place once. Of each rare kind there are a few.
 */
export async function plantLargeCalendar({ database }: Pick<World, 'database'>, church: ChurchWorld): Promise<void> {
  const client = await database.owner.connect()
  try {
    await client.query(`set search_path to c_${church.church.placeKey}`)
    await client.query(`
      insert into ministry (id, name, category)
      select gen_random_uuid(), 'Ministry ' || n, 'OTHER' from generate_series(1, 30) n;
      create temporary table planted as
      select gen_random_uuid() as id, n, times, start,
        case when n % 400 = 7 then 'SPECIAL' when n % 300 = 11 then 'YOUTH' when n % 2 = 0 then 'MINISTRY' else 'SERVICE' end as type,
        case when n % 350 = 13 then 'LEADERS' when n % 2 = 0 then 'MINISTRY' when n % 3 = 0 then 'PUBLIC' else 'MEMBERS' end as visibility,
        case when n % 1000 = 17 then 'DRAFT' else 'SCHEDULED' end as status
      from (
        select n, case when n <= 60 then 500 else 1 end as times,
          now() + make_interval(hours => case when n <= 60 then -42000 + n * 5 else (n - 10060) * 9 / 2 end) as start
        from generate_series(1, 20060) n
      ) numbered;
      insert into event (id, title, type, status, visibility, ministry_id, starts_at, ends_at, time_zone, rrule, series_ends_at, created_by)
      select planted.id, 'Event ' || n, type, status, visibility,
        case when n % 2 = 0 then (select id from ministry where name = 'Ministry ' || case when n % 700 = 18 then 30 else n % 29 + 1 end) end,
        start, start + interval '2 hours', 'Africa/Accra',
        case when times > 1 then 'FREQ=WEEKLY;COUNT=500' end,
        case when times > 1 then start + interval '499 weeks 2 hours' end, id
      from planted;
      insert into event_occurrence (event_id, occurrence_at, starts_at, ends_at, is_cancelled, type, visibility, ministry_id, is_draft)
      select id, at, at, at + interval '2 hours', random() < 0.002, type, visibility, event.ministry_id, status = 'DRAFT'
      from planted join event using (id, type, visibility, status) cross join lateral (
        select start + make_interval(weeks => k) as at from generate_series(0, times - 1) k) times;
      drop table planted;
      analyze event; analyze event_occurrence; analyze event_exception; analyze ministry;
      reset search_path`)
  } finally {
    client.release()
  }
}
