import { Fragment } from 'react';
import type { EndpointView } from '../../../../src/admin/contract/contract';

export function EndpointName({ endpoint }: { endpoint: { method: string; template: string } }) {
  return (
    <span className="endpoint-name">
      <span className={`method method-${endpoint.method.toLowerCase()}`}>{endpoint.method}</span>{' '}
      <code>
        {endpoint.template.split('/').map((part, index) => (
          <Fragment key={index}>
            {index > 0 && (
              <>
                /<wbr />
              </>
            )}
            {part}
          </Fragment>
        ))}
      </code>
    </span>
  );
}

/** Tells an endpoint from its namesakes in other pools. */
export function endpointRowKey({ pool, method, template }: EndpointView): string {
  return [pool.app, pool.environment, pool.product, method, template].join(' ');
}
