import { isAbsolute, join } from 'node:path';
import { parseArgs } from 'node:util';

export interface ProgramOptions {
  port: number;
  /** Of the page of all sites; 0: any free one, `null`: it is left out. */
  fleetPort: number | null;
  /** Absolute. */
  dataFolder: string;
  /** Forget what is stored and live through the month again. */
  fresh: boolean;
  /** Whether Forge asks each administrator for consent before the app may call in their name, once a start. */
  asksConsent: boolean;
  /** Where the page comes from instead of its folder, while it is being written; without a slash at the end. */
  pageServerUrl: string | null;
}

export const usage = `npm start -- [options]
  --port <number>   address of the development cloud, 4455 unless said otherwise; 0 takes any free one
  --fleet-port <number>  address of the page of an app's owner over many emulated sites, 4456 unless said otherwise
  --no-fleet        without that page
  --data <folder>   where its storage is kept, .cache/cloud unless said otherwise
  --fresh           forget what is stored and make a new history
  --page <address>  take the page from a server of Vite's, as npm run dev does
  --consent         ask whether the app may act for you, as Forge does the first time`;

/** For the person at the terminal: the message says what to do, a stack would say nothing more. */
export class ProgramError extends Error {}

/** @throws ProgramError for an argument that cannot be used. */
export function readOptions(args: readonly string[], projectRoot: string): ProgramOptions {
  let values: {
    port: string;
    'fleet-port': string;
    'no-fleet': boolean;
    data: string;
    fresh: boolean;
    consent: boolean;
    page?: string | undefined;
  };
  try {
    ({ values } = parseArgs({
      args: [...args],
      options: {
        port: { type: 'string', default: '4455' },
        'fleet-port': { type: 'string', default: '4456' },
        'no-fleet': { type: 'boolean', default: false },
        data: { type: 'string', default: join('.cache', 'cloud') },
        fresh: { type: 'boolean', default: false },
        consent: { type: 'boolean', default: false },
        page: { type: 'string' },
      },
    }));
  } catch (error) {
    throw new ProgramError(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`);
  }
  const port = portOf('--port', values.port);
  const fleetPort = values['no-fleet'] ? null : portOf('--fleet-port', values['fleet-port']);
  const dataFolder = isAbsolute(values.data) ? values.data : join(projectRoot, values.data);
  const { page = null, fresh, consent } = values;
  if (page !== null && !/^http:\/\/[^/]+$/.test(page))
    throw new ProgramError(
      `--page wants an address such as http://localhost:5173, not "${page}".\n\n${usage}`,
    );
  return { port, fleetPort, dataFolder, fresh, asksConsent: consent, pageServerUrl: page };
}

function portOf(option: string, text: string): number {
  if (!/^\d+$/.test(text) || Number(text) > 65_535)
    throw new ProgramError(`${option} wants a number between 0 and 65535, not "${text}".\n\n${usage}`);
  return Number(text);
}
