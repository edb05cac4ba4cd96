/**
 * The lines of the papers `$1`, each as it stands on the paper `root`: those of the papers it carries over,
 * in their order, and then its own new ones. A paper may carry one that itself carries others. `way` is the
 * path of places that leads to a line: carried papers count from 1, a paper's own lines come after them all.
 * The own lines of the invoice of an overage month are those of the month, in the order in which they came about.
 */
export const LINES_OF_PAPERS = `
with recursive standing (root, number, way) as (
  select number, number, array[]::bigint[] from document where number = any ($1)
  union all
  select standing.root, carried.number, standing.way || carried.place
  from standing
    join document on document.number = standing.number
    cross join lateral unnest(document.carries) with ordinality as carried (number, place)
)
select standing.root, line.*
from standing
  join document on document.number = standing.number
  cross join lateral (
    select id, place from unnest(document.new_lines) with ordinality as new_line (id, place)
    union all
    select line_id, row_number() over (order by stream_revision, n)
    from document_line
    where billing_account_id = document.billing_account_id
      and overage_month = document.overage_month
  ) as own
  join document_line as line on line.line_id = own.id
order by standing.root, standing.way || 2147483647::bigint || own.place`;
