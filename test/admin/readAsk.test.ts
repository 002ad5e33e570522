import { BadRequest, readAsk, readSaveSettings } from '../../src/admin/readAsk';

function complaint(read: (payload: unknown) => unknown, payload: unknown): string {
  try {
    read(payload);
    return 'none';
  } catch (error) {
    if (error instanceof BadRequest) return error.message;
    throw error;
  }
}

describe('a request of the page', () => {
  it('may carry a grant or none', () => {
    expect([{}, { grant: 'x' }, { grant: null }].map(readAsk)).toEqual([{}, { grant: 'x' }, {}]);
  });

  it('changes the settings that it names, and no others', () => {
    expect(readSaveSettings({ change: { probe: 'on' } })).toEqual({ change: { probe: 'on' } });
    expect(readSaveSettings({ grant: 'x', change: {} })).toEqual({ grant: 'x', change: {} });
  });

  it('is refused in words that name the field', () => {
    expect(
      [null, 7, 'x', [], { grant: 7 }, { grant: 'x'.repeat(201) }].map((bad) => complaint(readAsk, bad)),
    ).toEqual([
      'The request must be an object.',
      'The request must be an object.',
      'The request must be an object.',
      'The request must be an object.',
      '"grant" must be a text of an earlier answer.',
      '"grant" must be a text of an earlier answer.',
    ]);
    const bad = [{}, { change: 7 }, { change: { probe: true } }, { change: { retention: 3 } }];
    expect(bad.map((payload) => complaint(readSaveSettings, payload))).toEqual([
      '"change" must be an object.',
      '"change" must be an object.',
      '"change.probe" must be "on" or "off".',
      '"change.retention" is not a setting. There are: metering, probe.',
    ]);
  });
});
