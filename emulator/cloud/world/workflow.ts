/** The workflow that the projects of a site share, but for those in which nothing is ever done. */
import type { Project } from './projects';

export const stepNames = ['To Do', 'In Progress', 'In Review', 'Done'] as const;
export type StepName = (typeof stepNames)[number];

/** Where an issue of the project can be moved to: any step from any other, as Jira's own templates allow. */
export function stepsOf(project: Project): readonly StepName[] {
  return project.isEndless ? stepNames.slice(0, -1) : stepNames;
}

/** Ids as they are in every site with Jira's own template. */
export function stepId(step: StepName): string {
  return String(stepNames.indexOf(step) + 1);
}

export function categoryOf(step: StepName): { id: number; key: string; name: string } {
  switch (step) {
    case 'To Do':
      return { id: 2, key: 'new', name: 'To Do' };
    case 'In Progress':
    case 'In Review':
      return { id: 4, key: 'indeterminate', name: 'In Progress' };
    case 'Done':
      return { id: 3, key: 'done', name: 'Done' };
  }
}
