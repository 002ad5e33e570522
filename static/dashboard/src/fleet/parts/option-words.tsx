/** A sentence that names options of the command, which break in no line: half of one cannot be typed. */
export function OptionWords({ children }: { children: string }) {
  return children.split(/(--[a-z-]+)/).map((part, at) =>
    part.startsWith('--') ? (
      <span key={at} className="option">
        {part}
      </span>
    ) : (
      part
    ),
  );
}
