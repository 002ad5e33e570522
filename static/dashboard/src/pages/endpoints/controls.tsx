import { longestPeriodDays, type Choice, type Choices } from '../../../../../src/admin/contract/contract';
import { namedPeriods, type EndpointsState } from '../../endpoints-state';
import { ChoiceButtons } from '../../parts/choice-buttons';
import { OwnPeriod } from '../../parts/own-period';
import { Select } from '../../parts/select';
import { useWords } from '../../words';

interface ControlsProps {
  state: EndpointsState;
  choices: Choices;
  nowMs: number;
  go: (part: Partial<EndpointsState>) => void;
}

/** Which time and which calls. What is chosen stays to be chosen, also where no call of the period has it. */
export function EndpointControls({ state, choices, nowMs, go }: ControlsProps) {
  const { text } = useWords();
  const say = text.endpoints;
  const { period, choice, zone } = state;
  const options = <T extends string>(known: readonly T[], chosen: T | null, names: Record<T, string>) =>
    [...new Set(chosen === null ? known : [...known, chosen])].map((value) => ({
      value,
      name: names[value],
    }));
  const choose = (part: Partial<Choice>) => {
    go({ choice: { ...choice, ...part } });
  };
  return (
    <div className="controls">
      <ChoiceButtons
        label={say.period}
        options={namedPeriods.map((value) => ({ value, name: say.periods[value] }))}
        chosen={typeof period === 'string' ? period : null}
        onChoose={(value) => {
          go({ period: value });
        }}
      />
      <OwnPeriod
        period={period}
        nowMs={nowMs}
        longestDays={longestPeriodDays}
        onChoose={(own) => {
          go({ period: own });
        }}
      />
      <ChoiceButtons
        label={say.zone}
        options={[
          { value: 'utc', name: say.utc },
          { value: 'local', name: say.local },
        ]}
        chosen={zone}
        onChoose={(value) => {
          go({ zone: value });
        }}
      />
      <Select
        label={say.product}
        none={say.all}
        options={options(choices.products, choice.product, text.products)}
        chosen={choice.product}
        onChoose={(product) => {
          choose({ product });
        }}
      />
      <Select
        label={say.route}
        none={say.all}
        options={options(choices.routes, choice.route, text.routes)}
        chosen={choice.route}
        onChoose={(route) => {
          choose({ route });
        }}
      />
      <Select
        label={say.trigger}
        none={say.all}
        options={options(choices.triggers, choice.trigger, say.triggers)}
        chosen={choice.trigger}
        onChoose={(trigger) => {
          choose({ trigger });
        }}
      />
    </div>
  );
}
