// Runs the steps of a client's round one after the other and prints, as JSON, which went through and why the others did not.
import { isDeepStrictEqual } from 'node:util';

function equal(got, wanted) {
  if (!isDeepStrictEqual(got, wanted))
    throw new Error(`expected ${JSON.stringify(wanted)}, got ${JSON.stringify(got)}`);
}

/** The status with which a call was refused; fails where it was not. */
async function refused(call) {
  const error = await call.then(
    () => null,
    (thrown) => thrown,
  );
  if (error === null) throw new Error('it was not refused');
  return (
    error.status ??
    error.statusCode ??
    error.response?.status ??
    error.cause?.response?.status ??
    error.code ??
    error.message
  );
}

/** Why a step failed: with what the server said, where the client hands it on. */
function reasonOf(error) {
  const said = error.body ?? error.response?.data ?? error.issues ?? error.cause?.issues ?? '';
  return `${error.message} ${typeof said === 'string' ? said : JSON.stringify(said)}`.slice(0, 700);
}

/** @param steps by what they show */
export async function round(steps) {
  const results = [];
  for (const [step, run] of Object.entries(steps)) {
    const failure = await run({ equal, refused }).then(() => null, reasonOf);
    results.push({ step, failure });
  }
  console.log(JSON.stringify(results));
}
