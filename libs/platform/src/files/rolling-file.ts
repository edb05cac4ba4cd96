import { closeSync, fstatSync, openSync, renameSync, writeSync } from 'node:fs';

const PRIVATE_FILE = 0o600;

function opened(path: string): Readonly<{ descriptor: number; bytes: number }> {
  const descriptor = openSync(path, 'a', PRIVATE_FILE);
  return { descriptor, bytes: fstatSync(descriptor).size };
}

/**
 * A file that texts are added to. One that has grown to `bytesMax` becomes `<path>.1`, in the place of the one before,
 * and a new one begins. What cannot be written, as on a full disk, is lost: nobody fails over his log.
 */
export class RollingFile {
  #descriptor: number;
  #bytes: number;

  constructor(
    private readonly path: string,
    private readonly bytesMax: number,
  ) {
    ({ descriptor: this.#descriptor, bytes: this.#bytes } = opened(path));
  }

  write(text: string): void {
    try {
      if (this.#bytes >= this.bytesMax) this.#roll();
      this.#bytes += writeSync(this.#descriptor, text);
    } catch {
      return;
    }
  }

  #roll(): void {
    renameSync(this.path, `${this.path}.1`);
    closeSync(this.#descriptor);
    ({ descriptor: this.#descriptor, bytes: this.#bytes } = opened(this.path));
  }
}
