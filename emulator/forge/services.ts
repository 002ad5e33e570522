import { dispatch, type DispatchOptions } from './dispatch';
import type { InvocationServices } from './invocation';
import type { Leftovers } from './leftovers';
import type { MetricBook } from './metrics';
import { runtimeObject, type RuntimeFacts } from './runtime-object';

/** Everything that invocations of one local Forge share. */
export function createServices(
  dispatching: DispatchOptions,
  facts: RuntimeFacts,
  metrics: MetricBook,
  leftovers: Leftovers,
  log: InvocationServices['log'],
): InvocationServices {
  return {
    fetch: (invocation, meta, path, init) => dispatch(dispatching, invocation, meta, path, init),
    runtime: (invocation) => runtimeObject(facts, invocation),
    count: (invocation, metric, value) => {
      metrics.add(invocation.installation.id, metric, value);
    },
    log,
    leftOver: (invocation, what, when) => {
      leftovers.book(invocation, what, when);
    },
  };
}
