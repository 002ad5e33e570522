/** What an app keeps at a space or a content, by a key of its own. */
export interface Property {
  id: string;
  key: string;
  value: unknown;
  version: number;
  atMs: number;
  authorIndex: number | null;
}
