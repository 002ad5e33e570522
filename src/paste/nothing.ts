/** Why nothing was read in a paste, and what to paste instead. */

const lookedFor =
  'Looked for: "Name: value" lines with or without a status line (curl -i, curl -v, wget -S, logs of clients), a HAR file, rows of a browser\'s developer tools, JSON of headers or of a response, and objects as Node, Python, Go, Java or Ruby print them.';

/** "Copy as fetch" and "Copy as cURL" of a browser. */
export function isRequest(text: string): boolean {
  return /^(?:await )?fetch\(|^(?:\$ )?curl /i.test(text.trimStart().slice(0, 100));
}

export function hidesValues(text: string): boolean {
  return /System\.(?:String|Object)\[\]/.test(text);
}

export function whyNothing(text: string, json: unknown): string {
  const start = text.trimStart().slice(0, 2_000);
  if (isRequest(text))
    return 'this is a request ("Copy as fetch" or "Copy as cURL"), and the limits stand in the response. Choose "Copy all as HAR" and pass the file, or copy the response headers.';
  if (
    /headers['"]?: ?\[Object|\bheaders['"]?: ?\[AxiosHeaders\]|headers['"]?: ?<[^\n]{0,200}object at/i.test(
      text,
    )
  )
    return 'the printed object hides its headers. Print the headers themselves: console.log(error.response.headers), or print(dict(response.headers)).';
  if (hidesValues(text))
    return 'PowerShell hides the values (System.String[]). Pass $response.Headers | ConvertTo-Json.';
  if (/"config"\s*:/.test(text) && json !== undefined)
    return 'this is an error without its response (error.toJSON() leaves it out). Pass JSON.stringify({ status: error.response.status, headers: error.response.headers }).';
  if (/^<(?:!doctype|html|\?xml)/i.test(start))
    return 'this is a page, the body of a response. Pass its headers, for example with "curl -i".';
  if (json !== undefined)
    return `found no header in the input: it is JSON, and nothing in it is named as headers are. It may be the body of a response. Pass the headers, too, for example with "curl -i". ${lookedFor}`;
  if (/^[[{]/.test(start))
    return `the input begins like JSON and is none, and no headers were found in it. ${lookedFor}`;
  return `found no header in the input. ${lookedFor}`;
}
