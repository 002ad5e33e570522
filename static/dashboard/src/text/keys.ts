import type {
  AdminLogView,
  Advice,
  AnswerError,
  BreakKind,
  BudgetLimit,
  CheckFinding,
  CheckName,
  CheckState,
  Choice,
  CostBudget,
  EndpointView,
  ExperimentPlan,
  Finding,
  GapCause,
  HourCell,
  OtherLimit,
  PageName,
  RefusalGroup,
  StopReason,
  VerdictKind,
} from '../../../../src/admin/contract/contract';
import type { AppliedAdviceKind } from '../../../../src/reports/applied-advice';

type Each<K extends string> = Readonly<Record<K, string>>;

/** Messages that have a word for each of the keys; others do not compile. */
export type Covering<K, M extends K> = M;

/** What the app can answer, and a word is needed for: a new kind of anything does not compile until English has words for it. */
export interface Keys {
  pages: Each<PageName>;
  routes: Each<HourCell['route']>;
  bases: Each<keyof EndpointView['bases']>;
  verdict: {
    badges: Each<VerdictKind>;
    culprit: { startedBy: Readonly<Record<NonNullable<Choice['trigger']>, string | null>> };
    advice: Readonly<Record<VerdictKind, string | null>>;
  };
  adminLog: { by: Each<AdminLogView['by']>; what: Each<AdminLogView['what']> };
  check: {
    states: Each<CheckState>;
    names: Each<CheckName>;
    meanings: Each<CheckName>;
    findings: Each<CheckFinding>;
  };
  record: { kinds: Each<AppliedAdviceKind> };
  routing: {
    advice: { kinds: Readonly<Record<Advice['kind'], { name: string; rule: string; check: string }>> };
    experiment: {
      plan: { verdicts: Each<ExperimentPlan['pools'][number]['room']['verdict']> };
      result: { stopped: Each<StopReason> };
    };
    budgets: Each<CostBudget>;
    whatIf: { breaks: Each<BreakKind> };
  };
  throttles: { reasons: Each<RefusalGroup['reason']> };
  limits: {
    budgets: { names: Each<BudgetLimit['budget']> };
    others: {
      names: Each<OtherLimit['system']>;
      figures: Each<Exclude<OtherLimit['figures'][number]['of'], 'atOnce'>>;
    };
    findings: { kinds: Each<Finding['kind']> };
  };
  gaps: { why: Each<GapCause> };
  errors: Readonly<Record<AnswerError['code'], { title: string; body: string }>>;
}
