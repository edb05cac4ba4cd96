import { type Styling } from './presentation/styling';

/** Where a command writes: results to `print`, all that is only said along the way to `say`. */
export interface Terminal {
  readonly print: (text: string) => void;
  readonly say: (text: string) => void;
  /** How results are emphasised: not at all unless they go to a terminal. */
  readonly styling: Styling;
}
