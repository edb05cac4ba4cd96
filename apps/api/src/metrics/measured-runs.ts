import { type DailyRun } from '#application';
import { type ApiMetrics } from './api-metrics';

type Today = Pick<DailyRun, 'today'>;

/** The daily run, counting what each comes to. */
export function measuredRuns(run: Today, metrics: Pick<ApiMetrics, 'ran'>): Today {
  return {
    today: async (...words) => {
      try {
        const report = await run.today(...words);
        metrics.ran(report);
        return report;
      } catch (error) {
        metrics.ran('failed');
        throw error;
      }
    },
  };
}
