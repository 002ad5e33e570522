import type { ExportPlace } from '../../ledger/export-ledger';

/** A part of the account as text, to be kept elsewhere or brought to another installation. */
export interface AccountExport {
  /** Whole lines of JSON, each readable by itself. */
  text: string;
  lines: number;
  /** What to ask for next; `null` after the last part. */
  next: ExportPlace | null;
}

/** What one part of an import took in. Lines that cannot be read are counted and left out. */
export interface AccountImport {
  days: number;
  hours: number;
  records: number;
  leftOut: number;
}

export interface AccountDeleted {
  deletedAtMs: number;
}

/**
 * Bounds of one part. An export ends its part after so many characters, and one step of it is 2.7 MB at most, so that both
 * together stay below 5 MB; an import sends so many bytes of JSON at most, below 500 KB, and so many lines, since each is
 * written by itself within the 25 s of a function. Source: Forge, invocation limits, 2026-10.
 */
export const accountBounds = { exportCharacters: 1_000_000, importBytes: 450_000, importLines: 250 } as const;
