/** What a bench leaves in the page or the process that it looks at. */
declare global {
  /** Milliseconds of each task that Chromium calls long. */
  var longTasks: number[];
  /** What the emulated Forge serves each call of its SDKs with, storage too. */
  var __forge_fetch__: ((...args: unknown[]) => Promise<unknown>) | undefined;
}

export {};
