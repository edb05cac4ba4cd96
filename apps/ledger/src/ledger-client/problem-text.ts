import { z } from 'zod';

/** A problem of `/ledger/v1` (RFC 9457); whatever else an address answers is shown as it came. */
const problem = z.object({
  code: z.string(),
  detail: z.string(),
  field: z.string().optional(),
  rule: z.string().optional(),
});

const SHOWN_MAX = 500;

/** A refusal for people: what is wrong, with the field and the rule it is about. */
export function problemText(status: number, text: string): string {
  const parsed = problem.safeParse(jsonOf(text));
  if (!parsed.success) return `HTTP ${status}: ${text.slice(0, SHOWN_MAX)}`;
  const { code, detail, field, rule } = parsed.data;
  const about = [
    `HTTP ${status} ${code}`,
    ...(field === undefined ? [] : [`field ${field}`]),
    ...(rule === undefined ? [] : [`rule ${rule}`]),
  ];
  return `${detail}\n(${about.join(', ')})`;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
