/** What the local Forge does not have, by the name that the app's developer knows it by. */

/** By `type` or `remote` of a call. Taken down from @forge/api 8.3, sql 4.0, object-store 3.0, llm 1.0, 2026-11. */
const names: Readonly<Record<string, string>> = {
  sql: 'Forge SQL (@forge/sql)',
  os: 'the object store (@forge/object-store)',
  llm: 'Forge LLMs (@forge/llm)',
  frc: 'Forge Remote (invokeRemote)',
  fcc: 'Forge containers (invokeService)',
  tpp: 'external authentication (asUser().withProvider)',
  bitbucket: 'Bitbucket (requestBitbucket)',
};

/** The error of a call to a service that is not emulated: which one, and what an app's test can do without it. */
export function notThere(meta: Record<string, unknown>, path: string): Error {
  const { type, remote } = meta;
  const key = [type, remote].find((name) => typeof name === 'string' && Object.hasOwn(names, name));
  const name = names[String(key)] ?? `the service "${String(type)}" (remote "${String(remote)}")`;
  return new Error(
    `The local Forge does not emulate ${name}: the call to ${path} was not made. ` +
      'Put what the app does with it behind a function of its own that a test replaces when it bundles, or test it in a deployed environment.',
  );
}
