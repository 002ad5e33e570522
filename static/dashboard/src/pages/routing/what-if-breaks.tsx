import type { BreakKind, WhatIfView } from '../../../../../src/admin/contract/contract';
import { EndpointName } from '../../parts/endpoint-name';
import { useWords } from '../../words';

type Break = WhatIfView['breaks'][number];

const shownCalls = 6;

/** What breaks, each reason once, with the calls that it is about. */
export function WhatIfBreaks({ breaks }: { breaks: readonly Break[] }) {
  const { text, format } = useWords();
  const { whatIf } = text.routing;
  const byKind = new Map<BreakKind, Break[]>();
  for (const one of breaks) byKind.set(one.kind, [...(byKind.get(one.kind) ?? []), one]);
  return (
    <>
      {[...byKind].map(([kind, found]) => (
        <section key={kind} className="what-if-break">
          <p>{whatIf.breaks[kind]}</p>
          <ul className="bullets">
            {found.slice(0, shownCalls).map((one) => (
              <li key={[one.pool.product, one.method, one.template, one.trigger, one.to].join(' ')}>
                <EndpointName endpoint={one} />{' '}
                <span className="subtle">
                  {whatIf.breakCalls(format.count(one.calls), text.endpoints.triggers[one.trigger])}
                </span>
              </li>
            ))}
          </ul>
          {found.length > shownCalls && (
            <p className="subtle">{whatIf.moreBreaks(format.count(found.length - shownCalls))}</p>
          )}
        </section>
      ))}
    </>
  );
}
