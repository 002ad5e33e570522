import { type FailItem, batchDeleteJob, batchGetJob, batchSetJob } from './batch';
import { entityQueryJob } from './entity-query';
import type { Job, Site } from './job';
import type { Operation } from './operations';
import { queryJob } from './query';
import { deleteJob, getJob, setJob } from './single';
import { transactionJob } from './transaction';

/** Reads and checks a request. @throws StorageRefusal when it can be refused without looking at what is stored */
export function planJob(site: Site, operation: Operation, body: unknown, failItem: FailItem): Job {
  switch (operation) {
    case 'get':
      return getJob(site, body, 'plain');
    case 'set':
      return setJob(site, body, 'plain');
    case 'delete':
      return deleteJob(site, body, 'plain');
    case 'secret/get':
      return getJob(site, body, 'secret');
    case 'secret/set':
      return setJob(site, body, 'secret');
    case 'secret/delete':
      return deleteJob(site, body, 'secret');
    case 'entity/get':
      return getJob(site, body, 'entity');
    case 'entity/set':
      return setJob(site, body, 'entity');
    case 'entity/delete':
      return deleteJob(site, body, 'entity');
    case 'query':
      return queryJob(site, body);
    case 'entity/query':
      return entityQueryJob(site, body);
    case 'batch/get':
      return batchGetJob(site, body, failItem);
    case 'batch/set':
      return batchSetJob(site, body, failItem);
    case 'batch/delete':
      return batchDeleteJob(site, body, failItem);
    case 'transaction':
      return transactionJob(site, body);
  }
}
