/**
 * The lines of the papers `$1`, each as it stands on the paper `root`: those of the papers it carries over,
 * in their order, and then its own new ones. A paper may carry one that itself carries others. `way` is the
 * path of places that leads to a line: carried papers count from 1, a paper's own lines come after them all.
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
  cross join lateral unnest(document.new_lines) with ordinality as new_line (id, place)
  join document_line as line on line.line_id = new_line.id
order by standing.root, standing.way || 2147483647::bigint || new_line.place`;
