import {
  errorCodes,
  gaugeVersion,
  type AlarmsView,
  type SentAnswer,
} from '../../../src/admin/contract/contract';
import { isRecord } from '../../../src/object';

/**
 * Whether what came over the bridge is an answer of the gauge that this page was built with. Its data then is what the contract says:
 * both were compiled from it. An answer of another version is none, whatever it looks like.
 */
export function isAnswer(value: unknown): value is SentAnswer {
  if (!isRecord(value) || value['gauge'] !== gaugeVersion) return false;
  if (value['ok'] === true) {
    const { data, grant, alarms } = value;
    return (
      isRecord(data) && (grant === null || typeof grant === 'string') && (alarms == null || isAlarms(alarms))
    );
  }
  const { error } = value;
  return (
    isRecord(error) &&
    errorCodes.some((code) => code === error['code']) &&
    typeof error['message'] === 'string' &&
    (error['retryAtMs'] === null || typeof error['retryAtMs'] === 'number')
  );
}

function isAlarms(value: unknown): value is AlarmsView {
  return isRecord(value) && Array.isArray(value['alarms']) && typeof value['resetAtMs'] === 'number';
}
