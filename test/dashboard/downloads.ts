/** The files that the page gave away in the running test. */
export const downloads: Blob[] = [];

beforeEach(() => {
  downloads.length = 0;
  URL.createObjectURL = (blob) => `blob:${downloads.push(blob as Blob)}`;
  URL.revokeObjectURL = () => undefined;
});

/** jsdom's files have no text() of their own. */
export const textOf = (blob: Blob): Promise<string> =>
  new Promise((resolve) => {
    const reader = new FileReader();
    reader.onload = () => {
      resolve(reader.result as string);
    };
    reader.readAsText(blob);
  });
