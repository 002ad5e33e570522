import type { Text } from '../../words';

type Names = Text['settings']['sections'];
type Section = Exclude<keyof Names, 'label'>;

const sections: readonly Section[] = ['measuring', 'warning', 'prices', 'data', 'installation'];
const idOf = (section: Section): string => `settings-${section}`;

/** Where to find what: each goes to the title of its section. */
export function Sections({ names }: { names: Names }) {
  return (
    <nav className="sections" aria-label={names.label}>
      {sections.map((section) => (
        <button
          key={section}
          type="button"
          onClick={() => {
            // The address belongs to the product around the page, so this is no link to a part of it.
            const title = document.getElementById(idOf(section));
            title?.focus({ preventScroll: true });
            title?.scrollIntoView({ block: 'start' });
          }}
        >
          {names[section]}
        </button>
      ))}
    </nav>
  );
}

export function SectionTitle({ of, names }: { of: Section; names: Names }) {
  return (
    <h2 id={idOf(of)} className="section-title" tabIndex={-1}>
      {names[of]}
    </h2>
  );
}
