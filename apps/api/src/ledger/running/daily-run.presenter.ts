import { type RunSeen } from '#read-models';
import { type CurrentRunDto } from './daily-run.answer';

/** A run as the API shows it. */
export function presentRun(run: RunSeen | undefined): CurrentRunDto {
  if (run === undefined) return { state: 'none' };
  const { asker, counts, ...rest } = run;
  const askedBy = asker.by;
  return {
    ...rest,
    askedBy,
    ...(asker.by === 'daily' ? {} : { principal: asker.principal }),
    ...counts,
  };
}
