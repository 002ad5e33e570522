/**
 * What runs in the worker thread: PostgreSQL in this process, which would stop the program for as long as a query takes. It is a text, so that
 * it needs no file that is found at run time.
 *
 * A text that comes again is prepared: to read it takes PostgreSQL longer than to do what most of them say. The plan is made each time, since
 * the best one depends on how long the lists are that go in.
 */
export const workerSource = `
const { parentPort, workerData } = require('node:worker_threads');
const { PGlite, parse, protocol } = require(workerData.pglite);
const { folder, dump } = workerData;
const { serialize } = protocol;

const open = async () => {
  const begun = dump === null ? {} : { loadDataDir: new Blob([require('node:fs').readFileSync(dump)]) };
  const database = await PGlite.create(folder === null ? begun : { dataDir: folder });
  await database.exec('set plan_cache_mode = force_custom_plan');
  return database;
};

// By text: null once it was asked, then the statement with the types of its values. Texts of the program are some hundred at most.
const known = new Map();
const mostKnown = 1_000;
let prepared = 0;

const prepare = async (database, text) => {
  const name = 'n' + (prepared += 1);
  const messages = await database.execProtocolStream(
    Buffer.concat([serialize.parse({ name, text }), serialize.describe({ type: 'S', name }), serialize.sync()]),
  );
  return { name, types: parse.parseDescribeStatementResults(messages) };
};

const ask = async (database, text, values) => {
  let statement = known.get(text);
  if (statement === undefined) {
    const { rows } = await database.query(text, values);
    if (known.size < mostKnown) known.set(text, null);
    return rows;
  }
  if (statement === null) known.set(text, (statement = await prepare(database, text)));
  const { name, types } = statement;
  const written = values.map((value, at) => {
    if (value === null) return null;
    const write = database.serializers[types[at]];
    return write === undefined ? String(value) : write(value);
  });
  const messages = await database.execProtocolStream(
    Buffer.concat([
      serialize.bind({ statement: name, values: written }),
      serialize.describe({ type: 'P' }),
      serialize.execute({}),
      serialize.sync(),
    ]),
  );
  return parse.parseResults(messages, database.parsers)[0].rows;
};

const opened = open();
opened.then(
  () => parentPort.postMessage({ kind: 'open' }),
  (error) => parentPort.postMessage({ kind: 'failed', message: String(error?.message ?? error) }),
);

const answer = async ({ id, begin, text, values }) => {
  try {
    const database = await opened;
    if (text === null) {
      await database.close();
      return { kind: 'answer', id, rows: [] };
    }
    if (begin !== null) await ask(database, begin, []);
    return { kind: 'answer', id, rows: await ask(database, text, values) };
  } catch (error) {
    return { kind: 'refusal', id, message: String(error?.message ?? error), code: error?.code ?? null };
  }
};

// One after the other: there is one connection.
let last = Promise.resolve();
parentPort.on('message', (question) => {
  last = last.then(async () => parentPort.postMessage(await answer(question)));
});
`;
