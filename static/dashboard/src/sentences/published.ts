import type { OtherLimit } from '../../../../src/admin/contract/contract';
import type { Words } from '../words';

/** What is published of a system, for example `600 reads every 1 min`. */
export function publishedWords({ figures }: OtherLimit, { text, format }: Words): string {
  const say = text.limits.others;
  if (figures.length === 0) return say.noFigure;
  return format.list(
    figures.map(({ of, amount, windowMs }) => {
      const n = format.count(amount);
      if (of === 'atOnce') return say.atOnce({ n });
      if (windowMs === null) return say.inAll({ n });
      const window = format.duration(windowMs);
      const what = say.figures[of];
      return what === '' ? say.everyOne({ n, window }) : say.every({ n, what, window });
    }),
  );
}
