/**
 * A map laid over another that stays as it is: what is read for writing is copied first, what is set or
 * deleted is remembered here. A decision folds its own events into such maps, so that its later steps
 * see what the earlier ones did, at the cost of what it touches and not of the whole account.
 */
export class DraftMap<Key, Value, Base = Value> extends Map<Key, Value> {
  readonly #base: ReadonlyMap<Key, Base>;
  readonly #copy: (value: Base) => Value;
  /** Keys of the base that are gone, or that were set anew after they had gone. */
  readonly #gone = new Set<Key>();

  /** @param copy as deep as the values are changed in place. */
  constructor(base: ReadonlyMap<Key, Base>, copy: (value: Base) => Value) {
    super();
    this.#base = base;
    this.#copy = copy;
  }

  override get size(): number {
    let added = 0;
    for (const key of super.keys()) if (!this.#isOfBase(key)) added += 1;
    return this.#base.size - this.#gone.size + added;
  }

  override has(key: Key): boolean {
    return super.has(key) || this.#isOfBase(key);
  }

  override get(key: Key): Value | undefined {
    if (super.has(key) || !this.#isOfBase(key)) return super.get(key);
    const value = this.#base.get(key);
    if (value === undefined) return undefined;
    const own = this.#copy(value);
    super.set(key, own);
    return own;
  }

  override delete(key: Key): boolean {
    const had = this.has(key);
    super.delete(key);
    if (this.#base.has(key)) this.#gone.add(key);
    return had;
  }

  override clear(): void {
    super.clear();
    for (const key of this.#base.keys()) this.#gone.add(key);
  }

  /** In the order of a plain map: the base's keys, then what was added. */
  override *keys(): MapIterator<Key> {
    for (const key of this.#base.keys()) if (this.#isOfBase(key)) yield key;
    for (const key of super.keys()) if (!this.#isOfBase(key)) yield key;
  }

  override *entries(): MapIterator<[Key, Value]> {
    for (const key of this.keys()) {
      const value = this.get(key);
      if (value !== undefined) yield [key, value];
    }
  }

  override *values(): MapIterator<Value> {
    for (const [, value] of this.entries()) yield value;
  }

  override [Symbol.iterator](): MapIterator<[Key, Value]> {
    return this.entries();
  }

  override forEach(act: (value: Value, key: Key, map: Map<Key, Value>) => void): void {
    for (const [key, value] of this.entries()) act(value, key, this);
  }

  #isOfBase(key: Key): boolean {
    return this.#base.has(key) && !this.#gone.has(key);
  }
}
