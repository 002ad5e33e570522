/** Small signs that go with a word, so that nothing is said by colour alone. Drawn in the colour of the text. */
const paths = {
  check: 'M3.5 8.5l3 3 6-7',
  info: 'M8 1.8a6.2 6.2 0 1 1 0 12.4A6.2 6.2 0 0 1 8 1.8M8 7.4v3.6M8 4.9v.2',
  warning: 'M8 2.2L14.6 13.6H1.4zM8 6.6v3.2M8 11.6v.3',
  stop: 'M5.2 1.8h5.6l3.4 3.4v5.6l-3.4 3.4H5.2l-3.4-3.4V5.2zM5 8h6',
  unknown: 'M5.6 6a2.4 2.4 0 1 1 3.6 2.1C8.4 8.6 8 9 8 9.8M8 12.2v.3',
  rising: 'M2 11.5l4-4 3 2.5 5-6M10 4h4v4',
  recovering: 'M13 8a5 5 0 1 1-1.5-3.5M12 1.5v3.2H8.8',
  refresh: 'M13 8a5 5 0 1 1-1.5-3.5M12 1.5v3.2H8.8',
  up: 'M8 13V3.5M4 7.2l4-4 4 4',
  down: 'M8 3v9.5M4 8.8l4 4 4-4',
} as const;

export type GlyphName = keyof typeof paths;

export function Glyph({ name }: { name: GlyphName }) {
  return (
    <svg className="glyph" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" focusable="false">
      <path d={paths[name]} />
    </svg>
  );
}
