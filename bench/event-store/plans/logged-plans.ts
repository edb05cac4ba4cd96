import { z } from 'zod';

/** A step of an executed plan, as far as it is looked at. */
export type PlanStep = Readonly<{
  'Node Type': string;
  'Relation Name'?: string | undefined;
  'Index Name'?: string | undefined;
  Plans?: readonly PlanStep[] | undefined;
}>;

export type LoggedPlan = Readonly<{ milliseconds: number; statement: string; top: PlanStep }>;

const stepSchema: z.ZodType<PlanStep> = z.lazy(() =>
  z.object({
    'Node Type': z.string(),
    'Relation Name': z.string().optional(),
    'Index Name': z.string().optional(),
    Plans: z.array(stepSchema).optional(),
  }),
);
const planSchema = z.object({ 'Query Text': z.string(), Plan: stepSchema });

const BEGINNING = /duration: ([\d.]+) ms {2}plan:$/;

/** The plans that `auto_explain` wrote into a server's log as JSON, each on lines that begin with a tab. */
export function loggedPlans(log: string): readonly LoggedPlan[] {
  const lines = log.split('\n');
  return lines.flatMap((line, index) => {
    const milliseconds = BEGINNING.exec(line)?.[1];
    if (milliseconds === undefined) return [];
    const rest = lines.slice(index + 1);
    const length = rest.findIndex((each) => !each.startsWith('\t'));
    const text = rest.slice(0, length).map((each) => each.slice(1));
    const { 'Query Text': statement, Plan: top } = planSchema.parse(JSON.parse(text.join('\n')));
    return [{ milliseconds: Number(milliseconds), statement, top }];
  });
}

/** Every step of a plan, from the top down. */
export function stepsOf(step: PlanStep): readonly PlanStep[] {
  return [step, ...(step.Plans ?? []).flatMap(stepsOf)];
}

/** The tables of the log. */
const TABLES = ['event', 'stream'];

const isOfTheLog = ({ 'Relation Name': table }: PlanStep): boolean =>
  table !== undefined && TABLES.includes(table);

export const touchesTheLog = ({ top }: LoggedPlan): boolean => stepsOf(top).some(isOfTheLog);

/** Whether a plan goes through a whole table of the log. */
export const scansTheLog = ({ top }: LoggedPlan): boolean =>
  stepsOf(top).some((step) => step['Node Type'] === 'Seq Scan' && isOfTheLog(step));

/** How a plan goes about it, in a line. */
export function shapeOf({ top }: LoggedPlan): string {
  return stepsOf(top)
    .filter((step) => step['Relation Name'] !== undefined || step === top)
    .map((step) => [step['Node Type'], step['Relation Name'], step['Index Name']])
    .map((words) => words.filter((word) => word !== undefined).join(' '))
    .join(', ');
}
