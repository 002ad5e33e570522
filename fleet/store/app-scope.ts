/** An app's environment in the store, by its own small number. */
import { numberIn, type Sql } from './sql';

export interface AppScope {
  app: number;
}

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
