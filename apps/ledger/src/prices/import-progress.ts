import { grouped } from '../presentation/money-text';

/** However long a list is, it is heard of about this often. */
const LINES_MAX = 10;

/** Says how far an import is: at its end, and at every tenth before it. */
export function importProgress(
  total: number,
  say: (text: string) => void,
): (pricesDone: number) => void {
  let said = 0;
  return (done) => {
    if (done < total && done - said < total / LINES_MAX) return;
    said = done;
    say(`${grouped(String(done))} of ${grouped(String(total))} prices done`);
  };
}
