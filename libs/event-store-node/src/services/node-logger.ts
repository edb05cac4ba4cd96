/** The part of a structured logger (pino's shape) that the node uses. */
export type NodeLogger = Readonly<{
  debug: (fields: object, message: string) => void;
  info: (fields: object, message: string) => void;
  error: (fields: object, message: string) => void;
}>;

export const SILENT: NodeLogger = {
  debug: () => undefined,
  info: () => undefined,
  error: () => undefined,
};
