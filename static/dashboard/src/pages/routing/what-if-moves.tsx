import type { MovableEndpoint, RouteMove } from '../../../../../src/admin/contract/contract';
import { nameText } from '../../endpoints-state';
import { EndpointName } from '../../parts/endpoint-name';
import { poolName } from '../../sentences/pool';
import { chosenRoutes } from '../../routing-state';
import { useWords } from '../../words';

interface WhatIfMovesProps {
  endpoints: readonly MovableEndpoint[];
  moves: readonly RouteMove[];
  onMoves: (moves: RouteMove[]) => void;
}

/** A route for each endpoint, or none: then its calls stay where they are. */
export function WhatIfMoves({ endpoints, moves, onMoves }: WhatIfMovesProps) {
  const words = useWords();
  const { text, format } = words;
  const { whatIf } = text.routing;
  return (
    <ul className="plain-list what-if-moves">
      {endpoints.map((endpoint) => {
        const { pool, method, template, requests, routes } = endpoint;
        const key = nameText(endpoint);
        const others = moves.filter((move) => nameText(move) !== key);
        const chosen = moves.find((move) => nameText(move) === key)?.to ?? '';
        return (
          <li key={key}>
            <div>
              <EndpointName endpoint={endpoint} />
              <p className="subtle">
                {whatIf.now(
                  poolName(endpoint, words),
                  format.count(requests),
                  format.list(routes.map((route) => text.routes[route])),
                )}
              </p>
            </div>
            <div className="field">
              <select
                aria-label={whatIf.routeOf(`${method} ${template}`)}
                value={chosen}
                onChange={(event) => {
                  const to = chosenRoutes.find((route) => route === event.currentTarget.value);
                  onMoves(to === undefined ? others : [...others, { pool, method, template, to }]);
                }}
              >
                <option value="">{whatIf.stays}</option>
                {chosenRoutes.map((route) => (
                  <option key={route} value={route}>
                    {text.routes[route]}
                  </option>
                ))}
              </select>
            </div>
          </li>
        );
      })}
    </ul>
  );
}
