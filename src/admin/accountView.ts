/** The whole account as text, to be kept elsewhere or brought to another installation. */
export interface AccountExport {
  /** Lines of JSON, each readable by itself. */
  text: string;
  lines: number;
}

/** What an import took in. Lines that cannot be read are counted and left out. */
export interface AccountImport {
  days: number;
  hours: number;
  records: number;
  leftOut: number;
}

export interface AccountDeleted {
  deletedAtMs: number;
}

/** What a page can receive and send at once. Source: Forge, invocation limits: 5 MB out, 500 KB in, 2026-10. */
export const accountBounds = { exportCharacters: 4_500_000, importCharacters: 450_000 } as const;
