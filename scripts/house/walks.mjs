/**
 * The walks that the architecture describes: the files of each one's numbered steps, and the shapes that its figure takes.
 * @param {string} architecture the text of docs/architecture.md
 * @returns {{ title: string, files: string[], shapes: string[] }[]}
 */
export function walksOf(architecture) {
  return architecture
    .split(/^## /m)
    .filter((section) => section.includes('\nShapes: '))
    .map((section) => {
      const [title = ''] = section.split('\n', 1);
      const steps = section.slice(section.indexOf('\n1. '), section.indexOf('\nShapes: '));
      const files = [...steps.matchAll(/`([\w./-]+\.tsx?)`/g)].map(([, name = '']) => name);
      const [said = ''] = section.slice(section.indexOf('\nShapes: ') + 1).split('\n', 1);
      const shapes = [...said.matchAll(/`(\w+)`/g)].map(([, name = '']) => name);
      return { title: title.replace(/^.*?: /, ''), files: [...new Set(files)], shapes };
    });
}
