/** A manifest.yml as read from YAML, as far as these tools look into it. What else stands in it goes along untouched. */
export interface Manifest {
  app: { name?: string; id?: string; storage?: { entities?: Entity[] }; compatibility?: object };
  modules: Modules;
  permissions: { scopes: Scopes };
}

/** A list of names, or names with settings. */
export type Scopes = string[] | Record<string, unknown>;

export interface Entity {
  name: string;
  indexes?: { name: string; range?: string[] }[];
}

export interface Modules {
  [name: string]: object[] | undefined;
  function: { key: string; handler: string }[];
  trigger?: { events: string[] }[];
  scheduledTrigger?: { interval?: string }[];
  'confluence:globalSettings'?: { key: string; pages?: unknown; sections?: unknown }[];
}
