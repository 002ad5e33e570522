/** Why a line is no read yet: what stands in braces is for the person to fill in. `null` when it may be asked for. */
export type LineFault = { kind: 'fillIn'; part: string } | { kind: 'notARead' };

/** The app decides what may be run; this only spares a question whose answer is known. */
export function faultOf(line: string): LineFault | null {
  const [part] = /\{[^}]*\}?/.exec(line) ?? [];
  if (part !== undefined) return { kind: 'fillIn', part };
  return /^(GET|POST) \/(rest|wiki)\/\S+$/.test(line.trim()) ? null : { kind: 'notARead' };
}
