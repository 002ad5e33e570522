/** Diagonal lines: the sign for what is possible but not proven. */
export function Hatch({ id, className }: { id: string; className: string }) {
  return (
    <pattern
      id={id}
      className={className}
      width="6"
      height="6"
      patternUnits="userSpaceOnUse"
      patternTransform="rotate(45)"
    >
      <rect width="6" height="6" className="hatch-ground" />
      <rect width="2.5" height="6" className="hatch-line" />
    </pattern>
  );
}
