import { type Styling } from '../presentation/styling';
import { fieldsText, indented, tableText } from '../presentation/table';
import { type CurrentRunAnswer, type DailyRunAnswer } from './daily-run.answers';

const WHAT_TO_DO = `Mend what each line says, then run "ledger daily-run" again: what is due is done then, dated on its days.
All other accounts have had theirs.`;

function leftBehindText(run: DailyRunAnswer, styling: Styling): string {
  const rows = run.leftBehind.map(({ billingAccountId, why }) => [billingAccountId, why]);
  const more = run.leftBehindCount - rows.length;
  return [
    styling.bad(`${run.leftBehindCount} left behind:`),
    indented(tableText([{ head: 'account' }, { head: 'why' }], rows, styling)),
    ...(more > 0 ? [`  and ${more} more, which the log of the api names`] : []),
    WHAT_TO_DO,
  ].join('\n');
}

/** What a run did, and what it left behind. */
export function dailyRunText(run: DailyRunAnswer, styling: Styling): string {
  const isNothing = run.accounts === 0 && run.leftBehindCount === 0;
  const fields = fieldsText(
    [
      ['accounts with something done', String(run.accounts)],
      ['instalments charged', String(run.instalmentsCharged)],
      ['credits expired', String(run.creditsExpired)],
      ['months closed', String(run.monthsClosed)],
    ],
    styling,
  );
  const head = isNothing
    ? `Nothing was due any more through ${run.through}.`
    : `What was due through ${run.through} ${run.leftBehindCount === 0 ? 'is done' : 'is done but for what is left behind'}.`;
  return [
    styling.heading(head),
    ...(isNothing ? [] : [indented(fields)]),
    ...(run.leftBehindCount === 0 ? [] : [leftBehindText(run, styling)]),
  ].join('\n');
}

/** How far a run is; undefined while there is nothing to say of it. */
export function progressText({
  state,
  accountsDue,
  accountsDone,
  instalmentsCharged,
}: CurrentRunAnswer): string | undefined {
  if (state !== 'running' || accountsDue === undefined) return undefined;
  return `${accountsDone ?? 0} of ${accountsDue} accounts done, ${instalmentsCharged ?? 0} instalments charged`;
}
