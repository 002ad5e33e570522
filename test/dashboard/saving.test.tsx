import { act, renderHook } from '@testing-library/react';
import { useSaving } from '../../static/dashboard/src/use-request';

test('what cannot be taken in has failed, and does not stay busy', async () => {
  const { result } = renderHook(() => useSaving());
  const asked = () => Promise.resolve({ ok: true as const, data: 7, grant: null });
  await act(() => result.current.run(asked, (data) => `Saved ${data}.`));
  expect(result.current.saving).toEqual({ state: 'done', words: 'Saved 7.' });
  const refuse = () => {
    throw new Error('the browser saves no file');
  };
  await act(() => result.current.run(asked, refuse).catch(() => undefined));
  expect(result.current.saving).toEqual({ state: 'failed', trouble: 'unreachable' });
});
