// What every client's round has in common: where the cloud is, and a line for each operation that was tried.
const { CLOUD_URL, CLOUD_EMAIL, CLOUD_SECRET } = process.env;

export const cloud = { url: CLOUD_URL, host: new URL(CLOUD_URL).hostname, port: new URL(CLOUD_URL).port };
export const person = { email: CLOUD_EMAIL, secret: CLOUD_SECRET };

/** @param {Record<string, () => Promise<unknown>>} operations each gives what it found, which has to be what is expected of it */
export async function play(operations) {
  for (const [operation, run] of Object.entries(operations)) {
    let trouble = null;
    try {
      const found = await run();
      if (found !== true) trouble = `unexpected: ${JSON.stringify(found)?.slice(0, 300)}`;
    } catch (error) {
      trouble = messageOf(error).slice(0, 600);
    }
    console.log(JSON.stringify({ operation, trouble }));
  }
}

function messageOf(error) {
  if (error instanceof Error)
    return `${error.name}: ${error.message} ${JSON.stringify(error.issues ?? error.cause ?? '')}`;
  return typeof error === 'string' ? error : JSON.stringify(error);
}

/** The words of a document. */
export function wordsOf(document) {
  return document.content.flatMap(({ content }) => content.map(({ text }) => text)).join(' ');
}
