import Button from '@atlaskit/button/new';
import { useState } from 'react';
import { projectKeyPattern } from '../../../../../src/admin/contract/contract';
import { Card } from '../../parts/card';
import { Message } from '../../parts/message';
import { TextField } from '../../parts/text-field';
import { poolName } from '../../sentences/pool';
import { useWords } from '../../words';
import type { SettingsCardProps } from './card-props';
import { SwitchRow } from './switch-row';

/** Whether a work item in Jira warns of a pool in alarm, in which project, and how that goes. */
export function WorkItemCard({ answer, isBusy, save }: SettingsCardProps) {
  const words = useWords();
  const { text, format } = words;
  const say = text.workItem;
  const { on, projectKey, trouble, incidents } = answer.workItem;
  const [typed, setTyped] = useState(projectKey ?? '');
  const key = typed.trim().toUpperCase();
  const isGood = projectKeyPattern.test(key);
  return (
    <Card title={say.title}>
      {on && trouble !== null && (
        <Message kind="warning">{say.trouble[trouble.kind]({ at: format.utcDayTime(trouble.atMs) })}</Message>
      )}
      <SwitchRow
        name={say.switch}
        hint={say.hint}
        on={on}
        disabled={isBusy || (!on && !isGood)}
        onChange={() => {
          void save({ workItem: { on: !on, projectKey: isGood ? key : (projectKey ?? key) } });
        }}
      />
      <form
        className="fields"
        onSubmit={(event) => {
          event.preventDefault();
          if (isGood) void save({ workItem: { on, projectKey: key } });
        }}
      >
        <TextField
          label={say.project}
          value={typed}
          wrong={typed === '' || isGood ? null : say.rule}
          disabled={isBusy}
          onChange={setTyped}
        />
        <Button type="submit" isDisabled={isBusy || !isGood}>
          {text.settings.save}
        </Button>
      </form>
      <p className="subtle">{say.scope}</p>
      {on && incidents.length > 0 && (
        <ul className="bullets">
          {incidents.map((incident) => (
            <li key={`${poolName(incident, words)} ${incident.sinceMs}`}>
              {say[incident.state]({
                pool: poolName(incident, words),
                since: format.utcDayTime(incident.sinceMs),
              })}
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
