import Button from '@atlaskit/button/new';
import { useWords } from '../words';

interface TableToggleProps {
  asTable: boolean;
  onChange: (asTable: boolean) => void;
}

/** Between a chart and the table behind it. */
export function TableToggle({ asTable, onChange }: TableToggleProps) {
  const { text } = useWords();
  return (
    <Button
      spacing="compact"
      onClick={() => {
        onChange(!asTable);
      }}
    >
      {asTable ? text.day.showChart : text.day.showTable}
    </Button>
  );
}
