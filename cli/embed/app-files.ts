/** The text files of an app, by their path in it with `/`. */
export type AppFiles = ReadonlyMap<string, string>;

/** What could not be done, and where. */
export interface Finding {
  file: string;
  line: number;
  message: string;
}
