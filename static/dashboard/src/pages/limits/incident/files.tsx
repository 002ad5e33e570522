import Button from '@atlaskit/button/new';
import type { IncidentAnswer, WallView } from '../../../../../../src/admin/contract/contract';
import { wallFile, wallMarkdown } from '../../../../../../src/reports/wall-file';
import { download, fileStem } from '../../../download';
import { poolName } from '../../../sentences/pool';
import { hourText } from '../../../wall-address';
import { useWords } from '../../../words';

/** The incident as files for its ticket. */
export function IncidentFiles({ wall, answer }: { wall: WallView; answer: IncidentAnswer }) {
  const words = useWords();
  const say = words.text.incident.files;
  const file = wallFile(wall, answer.appName, answer.readAtMs);
  const stem = fileStem('incident', poolName(wall, words), hourText(wall.hourStartMs));
  return (
    <>
      <Button
        spacing="compact"
        onClick={() => {
          download(`${stem}.md`, [wallMarkdown(file)], 'text/markdown;charset=utf-8');
        }}
      >
        {say.text}
      </Button>
      <Button
        spacing="compact"
        onClick={() => {
          download(`${stem}.json`, [`${JSON.stringify(file, null, 2)}\n`], 'application/json');
        }}
      >
        {say.json}
      </Button>
    </>
  );
}
