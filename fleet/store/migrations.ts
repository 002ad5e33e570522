/**
 * The tables, as steps: a step that was published is never changed, a change is a further step. Points are whole thousandths, times epoch
 * milliseconds, hours and days counted since 1970.
 */
export const migrations: readonly string[] = [
  `
  create table app (
    id integer generated always as identity primary key,
    app_id text not null,
    environment_id text not null,
    unique (app_id, environment_id)
  );

  -- Where the way through an API stands.
  create table way (
    app integer not null references app on delete cascade,
    source text not null,
    state jsonb not null,
    primary key (app, source)
  );

  create table site (
    id integer generated always as identity primary key,
    app integer not null references app on delete cascade,
    site_id text not null,
    product text not null,
    name text,
    edition text,
    stated_edition text,
    stated_users integer,
    app_version text,
    gauge_version text,
    licence text,
    first_seen_ms bigint not null,
    last_seen_ms bigint not null,
    unique (app, site_id)
  );

  create table pool (
    id integer generated always as identity primary key,
    app integer not null references app on delete cascade,
    name text not null,
    environment text not null,
    product text not null,
    unique (app, name, environment, product)
  );

  -- The newest line of each installation: a line holds the whole hour, so an older one is worth nothing.
  create table site_hour (
    site integer not null references site on delete cascade,
    installation text not null,
    pool integer not null references pool on delete cascade,
    hour integer not null,
    number integer not null,
    at_ms bigint not null,
    requests bigint not null,
    charged_requests bigint not null,
    low bigint not null,
    likely bigint not null,
    high bigint not null,
    refused bigint not null,
    detail jsonb not null,
    primary key (pool, hour, site, installation)
  ) with (fillfactor = 70);
  create index site_hour_by_site on site_hour (site, hour);

  -- Atlassian's own counter, as sites saw it.
  create table reading (
    pool integer not null references pool on delete cascade,
    policy text not null,
    enforcement text not null,
    at_ms bigint not null,
    site integer not null references site on delete cascade,
    quota integer,
    remaining integer not null,
    primary key (pool, at_ms, site, policy, enforcement)
  );

  -- Hours whose sums are to be made anew.
  create table stale_hour (
    pool integer not null references pool on delete cascade,
    hour integer not null,
    primary key (pool, hour)
  );

  -- Sums for the pages: of all sites together, by hour and by endpoint, and by day.
  create table pool_hour (
    pool integer not null references pool on delete cascade,
    hour integer not null,
    sites integer not null,
    requests bigint not null,
    low bigint not null,
    likely bigint not null,
    high bigint not null,
    refused bigint not null,
    primary key (pool, hour)
  ) with (fillfactor = 70);
  create table endpoint_hour (
    pool integer not null references pool on delete cascade,
    hour integer not null,
    route text not null,
    method text not null,
    template text not null,
    requests bigint not null,
    low bigint not null,
    likely bigint not null,
    high bigint not null,
    refused bigint not null,
    primary key (pool, hour, route, method, template)
  );
  create table site_day (
    pool integer not null references pool on delete cascade,
    day integer not null,
    site integer not null references site on delete cascade,
    requests bigint not null,
    low bigint not null,
    likely bigint not null,
    high bigint not null,
    refused bigint not null,
    peak_likely bigint not null,
    primary key (pool, day, site)
  );
  `,
  `
  -- Walls: calls of an hour that were refused since the pool of all sites was empty. And the hour in which a site drew most of a day.
  alter table pool_hour add column refused_by_pool bigint not null default 0;
  alter table site_day add column peak_hour integer;
  insert into stale_hour (pool, hour) select pool, hour from pool_hour on conflict do nothing;
  `,
  `
  -- What the owner calls a site goes before what its lines say, and can be corrected and taken back.
  alter table site add column owner_name text;
  alter table site add column shown_name text generated always as (coalesce(owner_name, name)) stored;
  `,
  `
  -- Totals for other programs that never fall: what was carried of hours that change no more, and what was shown.
  create table counted (
    pool integer not null references pool on delete cascade,
    route text not null,
    since_hour integer not null,
    until_hour integer not null,
    carried_requests bigint not null default 0,
    carried_likely bigint not null default 0,
    carried_refused bigint not null default 0,
    shown_requests bigint not null default 0,
    shown_likely bigint not null default 0,
    shown_refused bigint not null default 0,
    primary key (pool, route)
  );
  `,
  `
  -- Alerts: what was told of an app's environment, and what is still to be sent.
  create table alert_standing (
    app integer primary key references app on delete cascade,
    standing jsonb not null
  );
  create table alert_message (
    app integer not null references app on delete cascade,
    id text not null,
    message jsonb not null,
    made_ms bigint not null,
    next_ms bigint not null,
    tries integer not null default 0,
    primary key (app, id)
  );
  `,
  `
  -- Where a site takes what its owner tells it, as its line said.
  alter table site add column notice_url text;
  `,
  `
  -- Calls of all apps of one owner are counted together by the App metrics API.
  create table pace (
    name text primary key,
    calls_ms bigint[] not null,
    paused_until_ms bigint not null
  );

  -- Sites of which no line was ever read are known by what Atlassian counts.
  alter table site alter column first_seen_ms drop not null;
  alter table site alter column last_seen_ms drop not null;
  alter table site add column last_called_ms bigint;

  -- What Atlassian counted of a site's requests, and what they may have cost by the catalogue.
  create table request_hour (
    pool integer not null references pool on delete cascade,
    hour integer not null,
    site integer not null references site on delete cascade,
    requests bigint not null,
    unserved bigint not null,
    low bigint not null,
    high bigint not null,
    detail jsonb not null,
    primary key (pool, hour, site)
  ) with (fillfactor = 70);
  create index request_hour_by_site on request_hour (site, hour);

  -- What the counts have beyond the gauges' lines; likely is null where no site of the app is metered.
  create table rest_hour (
    pool integer not null references pool on delete cascade,
    hour integer not null,
    site integer not null references site on delete cascade,
    requests bigint not null,
    low bigint not null,
    likely bigint,
    high bigint not null,
    detail jsonb not null,
    primary key (pool, hour, site)
  );
  create index rest_hour_by_site on rest_hour (site, hour);
  alter table pool_hour add column counted_sites integer not null default 0;
  alter table pool_hour add column counted_requests bigint not null default 0;
  alter table pool_hour add column rest_requests bigint not null default 0;
  alter table pool_hour add column rest_low bigint not null default 0;
  alter table pool_hour add column rest_likely bigint default 0;
  alter table pool_hour add column rest_high bigint not null default 0;
  alter table site_day add column rest_requests bigint not null default 0;
  alter table site_day add column rest_low bigint not null default 0;
  alter table site_day add column rest_likely bigint default 0;
  alter table site_day add column rest_high bigint not null default 0;
  `,
  `
  -- Back ends that report their calls, and the batches of theirs that were counted.
  create table report_source (
    id text primary key,
    app integer not null references app on delete cascade,
    name text not null,
    is_own boolean not null,
    secret text not null,
    made_at_ms bigint not null,
    unique (app, name)
  );
  create table report_batch (
    source text not null references report_source on delete cascade,
    sender text not null,
    n integer not null,
    digest text not null,
    taken_at_ms bigint not null,
    primary key (source, sender, n)
  );
  -- Sites that a back end named: they are bounded.
  alter table site add column is_reported boolean not null default false;
  `,
  `
  -- What the owner decided on the page.
  create table threshold_setting (
    app integer primary key references app on delete cascade,
    thresholds jsonb not null,
    version integer not null
  );
  `,
  `
  -- What the evidence says of a site, by day: in which hours it was heard (a bit each), which of them a file brought, and the highest hours.
  -- Days whose hours are still kept are made anew.
  alter table site_day add column known_hours integer not null default 0;
  alter table site_day add column imported_hours integer not null default 0;
  alter table site_day add column peak_low bigint not null default 0;
  alter table site_day add column peak_high bigint not null default 0;
  insert into stale_hour (pool, hour) select distinct pool, hour from site_hour on conflict do nothing;
  `,
  `
  -- What was known of an hour while it ran, one look in five minutes: how much of an hour is usually known by when.
  create table hour_course (
    pool integer not null references pool on delete cascade,
    hour integer not null,
    slot smallint not null,
    at_ms bigint not null,
    likely bigint not null,
    rest_likely bigint,
    primary key (pool, hour, slot)
  );
  `,
  `
  -- Whether an hour's lines changed, or its counts alone, which the sums of lines need not be made anew for. And which minutes of an hour were
  -- counted (a bit each), so that others are added unread; null: by an earlier version, which of them is not known.
  alter table stale_hour add column lines boolean not null default true;
  alter table request_hour add column minutes bigint;
  `,
  `
  -- An account's hour goes before a report's, whose numbers are all below those of accounts from now on. What names no endpoint and is numbered by its calls came by a report; accounts number by records.
  update site_hour set number = number - 2147483648 where installation = 'imported' and number > 0 and number = requests and detail->'p' = '[]'::jsonb;
  `,
];
