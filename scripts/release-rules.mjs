/** What has to stand in the project before a release, read from texts alone. Each gives what is wrong, and what to do; nothing when all is well. */

const versionForm = /^\d+\.\d+\.\d+(-[\w.]+)?$/;

/**
 * @param {string} status what `git status --porcelain` printed
 * @returns {string[]}
 */
export function treeFaults(status) {
  const lines = status.split('\n').filter((line) => line.trim() !== '');
  if (lines.length === 0) return [];
  return [
    `${lines.length} files are not as they were committed (${(lines[0] ?? '').trim()}): commit them first.`,
  ];
}

/**
 * @param {{ version: string, lockVersion: string, tags: readonly string[] }} project
 * @returns {string[]}
 */
export function versionFaults({ version, lockVersion, tags }) {
  if (!versionForm.test(version)) return [`"${version}" in package.json is no version.`];
  return [
    ...(lockVersion === version
      ? []
      : [`package-lock.json says ${lockVersion}, package.json ${version}: "npm install" makes them one.`]),
    ...(tags.includes(`v${version}`)
      ? [`v${version} is a tag already: raise "version" in package.json.`]
      : []),
  ];
}

/**
 * @param {string} changelog
 * @param {string} version
 * @returns {string[]}
 */
export function changelogFaults(changelog, version) {
  const [, ...sections] = changelog.split(/^## /m);
  const section = sections.find((text) => text.split(/[\s\n]/)[0] === version);
  if (section === undefined)
    return [`CHANGELOG.md has no heading "## ${version}": put one under "Unreleased", before what is new.`];
  if (!/^- /m.test(section)) return [`CHANGELOG.md says nothing under "## ${version}".`];
  return [];
}

/**
 * Documents name the tarball, as long as the package is in no registry.
 * @param {readonly { file: string, text: string }[]} documents
 * @param {string} version
 * @returns {string[]}
 */
export function tarballFaults(documents, version) {
  return documents.flatMap(({ file, text }) => {
    const others = [...text.matchAll(/points-gauge-(\d+\.\d+\.\d+[\w.-]*?)\.tgz/g)].filter(
      ([, named]) => named !== version,
    );
    return others.length === 0 ? [] : [`${file} names ${others[0]?.[0]}, and this is ${version}.`];
  });
}

const skippable = ['check', 'test', 'forge'];

/**
 * @param {readonly string[]} args
 * @returns {{ skipped: string[], isPublished: boolean, fault: string | null }}
 */
export function readReleaseOptions(args) {
  let isPublished = false;
  /** @type {string[]} */
  const skipped = [];
  for (let index = 0; index < args.length; index += 1) {
    const arg = args[index];
    if (arg === '--publish') isPublished = true;
    else if (arg === '--skip') skipped.push(...(args[(index += 1)] ?? '').split(','));
    else
      return {
        skipped,
        isPublished,
        fault: `There is no option "${arg}": --skip check,test,forge, --publish.`,
      };
  }
  const unknown = skipped.find((one) => !skippable.includes(one));
  if (unknown !== undefined)
    return { skipped, isPublished, fault: `"${unknown}" cannot be skipped: check, test and forge can.` };
  if (isPublished && skipped.length > 0)
    return {
      skipped,
      isPublished,
      fault: 'What is published was checked whole: --publish goes without --skip.',
    };
  return { skipped, isPublished, fault: null };
}
