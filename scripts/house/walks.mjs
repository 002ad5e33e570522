/** @param {string} text */
const filesIn = (text) => [...text.matchAll(/`([\w./-]+\.tsx?)`/g)].map(([, name = '']) => name);

/** @param {string} section @param {string} name */
const lineOf = (section, name) => new RegExp(`^${name}: .*$`, 'm').exec(section)?.[0] ?? '';

/**
 * The walks that the architecture describes: the files of each one's numbered steps, the shapes that its figure takes, and, where they
 * are listed, the further files that know what it is in, and those that carry it as they carry anything.
 * @param {string} architecture the text of docs/architecture.md
 * @returns {{ title: string, files: string[], shapes: string[], further: string[], carriers: string[] }[]}
 */
export function walksOf(architecture) {
  return architecture
    .split(/^## /m)
    .filter((section) => section.includes('\nShapes: '))
    .map((section) => {
      const [title = ''] = section.split('\n', 1);
      const steps = section.slice(section.indexOf('\n1. '), section.indexOf('\nShapes: '));
      const files = new Set(filesIn(steps));
      const shapes = [...lineOf(section, 'Shapes').matchAll(/`(\w+)`/g)].map(([, name = '']) => name);
      const further = filesIn(lineOf(section, 'Further')).filter((name) => !files.has(name));
      const carriers = filesIn(lineOf(section, 'Carried by'));
      return { title: title.replace(/^.*?: /, ''), files: [...files], shapes, further, carriers };
    });
}
