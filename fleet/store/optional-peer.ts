import { createRequire } from 'node:module';
import { join } from 'node:path';
import { DatabaseError } from './sql';

/** Packages that only some need, and that are therefore not installed with this one. */
const peers = {
  '@electric-sql/pglite':
    'The fleet keeps its figures in a folder with PGlite: npm install @electric-sql/pglite@0.5',
  '@opentelemetry/otlp-transformer':
    'The fleet pushes figures in OpenTelemetry’s encoding: npm install @opentelemetry/api@1.9 @opentelemetry/otlp-transformer@0.208',
  pg: 'The fleet reaches PostgreSQL with pg: npm install pg@8',
} as const;
export type Peer = keyof typeof peers;

/**
 * The file that the package begins with: beside this program, or beside the folder that it is run in.
 * @throws DatabaseError that says what to install
 */
export function peerFile(
  peer: Peer,
  places: readonly string[] = [__filename, join(process.cwd(), 'package.json')],
): string {
  for (const place of places) {
    try {
      return createRequire(place).resolve(peer);
    } catch {
      // The next place may have it.
    }
  }
  throw new DatabaseError(peers[peer]);
}
