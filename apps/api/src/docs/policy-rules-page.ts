import { headerOf } from '../http/request-and-reply';
import { type HttpServer } from '../http/server/http-server';
import { committedPolicyRules } from './committed-docs';

/** Where the rules stand that explanations and problems name by their ids. */
export const POLICY_RULES_PATH = '/docs/policy-rules';

/** Serves the page as it is committed. Browsers show plain text, and would store Markdown: they get the same as plain text. */
export function servePolicyRules(server: HttpServer, page = committedPolicyRules()): void {
  if (page === undefined) return;
  server.get(POLICY_RULES_PATH, (request, reply) => {
    const isBrowser = headerOf(request, 'accept')?.includes('text/html') ?? false;
    return reply
      .header('content-type', `text/${isBrowser ? 'plain' : 'markdown'}; charset=utf-8`)
      .header('vary', 'accept')
      .send(page);
  });
}
