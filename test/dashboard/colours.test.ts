import { readFileSync } from 'node:fs';

type Triple = readonly [number, number, number];
type Matrix = readonly [Triple, Triple, Triple];

/** How light reaches who lacks one kind of cone. Source: Machado, Oliveira and Fernandes, 2009, severity 1.0. */
const visions: Readonly<Record<string, Matrix>> = {
  all: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};

const css = readFileSync('static/dashboard/src/styles/charts.css', 'utf8');

/** The colour that a theme of Atlassian gives a route, as hexadecimal. */
function colourOf(route: string, theme: string): string {
  const token = new RegExp(`\\.route-${route} \\{\\s+--pg-route: var\\((--ds-[a-z0-9-]+)\\)`).exec(css)?.[1];
  const tokens = readFileSync(
    `node_modules/@atlaskit/tokens/dist/cjs/artifacts/themes/atlassian-${theme}.js`,
    'utf8',
  );
  const colour = new RegExp(`${token ?? 'no token'}: (#[0-9A-F]{6})`).exec(tokens)?.[1];
  if (colour === undefined) throw new Error(`${route} has no colour in ${theme}`);
  return colour;
}

const dot = (row: Triple, [a, b, c]: Triple): number => row[0] * a + row[1] * b + row[2] * c;

function labOf(hex: string, vision: Matrix): Triple {
  const linear = [1, 3, 5].map((at) => {
    const part = parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  }) as unknown as Triple;
  const seen = vision.map((row) => Math.min(1, Math.max(0, dot(row, linear)))) as unknown as Triple;
  const cube = (t: number): number => (t > 0.008856 ? Math.cbrt(t) : 7.787 * t + 16 / 116);
  const x = cube(dot([0.4124, 0.3576, 0.1805], seen) / 0.95047);
  const y = cube(dot([0.2126, 0.7152, 0.0722], seen));
  const z = cube(dot([0.0193, 0.1192, 0.9505], seen) / 1.08883);
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

const distance = (a: Triple, b: Triple): number => Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);

describe.each(['light', 'dark'])('the colours of routes in the %s theme', (theme) => {
  it.each(Object.entries(visions))('are told apart with %s', (_, vision) => {
    const [asApp, asUser, bridge] = ['forge-asApp', 'forge-asUser', 'forge-bridge'].map((route) =>
      labOf(colourOf(route, theme), vision),
    ) as unknown as [Triple, Triple, Triple];
    // 2.3 is a just noticeable difference; side by side in a bar five times that is plain.
    expect(distance(asApp, asUser)).toBeGreaterThan(40);
    expect(distance(asApp, bridge)).toBeGreaterThan(12);
    expect(distance(asUser, bridge)).toBeGreaterThan(40);
  });
});
