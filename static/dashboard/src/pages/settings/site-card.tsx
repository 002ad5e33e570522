import Button from '@atlaskit/button/new';
import { useState } from 'react';
import { editions, settingBounds } from '../../../../../src/admin/contract/contract';
import { Card } from '../../parts/card';
import { Message } from '../../parts/message';
import { NumberField, isGoodNumber } from '../../parts/number-field';
import { Select } from '../../parts/select';
import { provenSentence, tierConflict } from '../../sentences/settings';
import { useWords } from '../../words';
import type { SettingsCardProps } from './card-props';

/** The app's tier as the headers prove it and as it is stated, and what Tier 2 would give this site. */
export function SiteCard({ answer, isBusy, save }: SettingsCardProps) {
  const words = useWords();
  const { text, format } = words;
  const say = text.settings.app;
  const { stated, pools } = answer;
  const [tier, setTier] = useState(stated.tier);
  const [edition, setEdition] = useState(stated.edition);
  const [users, setUsers] = useState(stated.users === null ? '' : String(stated.users));
  const isGood = isGoodNumber(users, settingBounds.users, true);
  const conflict = tierConflict(answer, words);
  return (
    <Card title={say.title}>
      {conflict !== null && <Message kind="warning">{conflict}</Message>}
      <h3>{say.provenTitle}</h3>
      {pools.length === 0 ? (
        <p className="subtle">{say.noPool}</p>
      ) : (
        <ul className="bullets">
          {pools.map((view) => (
            <li key={JSON.stringify(view.pool)}>{provenSentence(view, words)}</li>
          ))}
        </ul>
      )}
      <h3>{say.statedTitle}</h3>
      <form
        className="fields"
        onSubmit={(event) => {
          event.preventDefault();
          if (isGood) void save({ tier, edition, users: users === '' ? null : Number(users) });
        }}
      >
        <Select
          label={say.tier}
          none={say.notStated}
          options={[
            { value: '1', name: say.tiers[1] },
            { value: '2', name: say.tiers[2] },
          ]}
          chosen={tier === null ? null : tier === 1 ? '1' : '2'}
          disabled={isBusy}
          onChoose={(value) => {
            setTier(value === null ? null : value === '1' ? 1 : 2);
          }}
        />
        <Select
          label={say.edition}
          none={say.notStated}
          options={editions.map((value) => ({ value, name: say.editions[value] }))}
          chosen={edition}
          disabled={isBusy}
          onChoose={setEdition}
        />
        <NumberField
          label={say.users}
          value={users}
          bounds={settingBounds.users}
          optional
          disabled={isBusy}
          onChange={setUsers}
        />
        <Button type="submit" isDisabled={isBusy || !isGood}>
          {text.settings.save}
        </Button>
      </form>
      <p className="subtle">
        {stated.tier2Points === null ? say.noQuota : say.quota({ points: format.count(stated.tier2Points) })}
      </p>
    </Card>
  );
}
