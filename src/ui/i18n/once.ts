/** Intl objects are slow to make: the first screen makes only those that it needs. */
export function once<T>(make: () => T): () => T {
  const made = memoize(make);
  return () => made('');
}

/** And a screen of a hundred rows makes each only once. */
export function memoize<T>(make: (key: string) => T): (key: string) => T {
  const made = new Map<string, T>();
  return (key) => {
    const known = made.get(key) ?? make(key);
    made.set(key, known);
    return known;
  };
}
