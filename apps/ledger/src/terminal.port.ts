/** Where a command writes: results to `print`, all that is only said along the way to `say`. */
export interface Terminal {
  readonly print: (text: string) => void;
  readonly say: (text: string) => void;
}
