/** An app's environment in the store, by its own small number. */
import { numberIn, type Sql } from './sql';

export interface AppScope {
  app: number;
}

/** A manifest names an app by its ARI, Atlassian's console by the id at its end. */
export function bareAppId(app: string): string {
  return app.replace(/^ari:cloud:ecosystem::app\//, '');
}

/** `null` where the store has nothing of it. */
export async function knownAppScope(
  sql: Sql,
  appId: string,
  environmentId: string,
): Promise<AppScope | null> {
  const [row] = await sql.query(
    'select id::float8 as id from app where app_id = $1 and environment_id = $2',
    [appId, environmentId],
  );
  return row === undefined ? null : { app: numberIn(row, 'id') };
}

/** Makes it where the store does not know it. */
export async function appScope(sql: Sql, appId: string, environmentId: string): Promise<AppScope> {
  // An update that changes nothing gives the row back, whoever made it first.
  const [row] = await sql.query(
    `insert into app (app_id, environment_id) values ($1, $2)
     on conflict (app_id, environment_id) do update set app_id = excluded.app_id
     returning id::float8 as id`,
    [appId, environmentId],
  );
  return { app: numberIn(row, 'id') };
}
