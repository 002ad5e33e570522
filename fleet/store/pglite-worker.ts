/**
 * What runs in the worker thread: PostgreSQL in this process, which would stop the program for as long as a query takes. It is a text, so that
 * the program stays one file.
 */
export const workerSource = `
const { parentPort, workerData } = require('node:worker_threads');
const { PGlite } = require(workerData.pglite);
const { folder, dump } = workerData;
const begun = dump === null ? {} : { loadDataDir: new Blob([require('node:fs').readFileSync(dump)]) };
const opened = PGlite.create(folder === null ? begun : { dataDir: folder });
opened.then(
  () => parentPort.postMessage({ kind: 'open' }),
  (error) => parentPort.postMessage({ kind: 'failed', message: String(error?.message ?? error) }),
);
parentPort.on('message', async ({ id, text, values }) => {
  try {
    const database = await opened;
    if (text === null) {
      await database.close();
      parentPort.postMessage({ kind: 'answer', id, rows: [] });
      return;
    }
    const { rows } = await database.query(text, values);
    parentPort.postMessage({ kind: 'answer', id, rows });
  } catch (error) {
    parentPort.postMessage({ kind: 'refusal', id, message: String(error?.message ?? error), code: error?.code ?? null });
  }
});
`;
