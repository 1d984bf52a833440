const letters: Readonly<Record<string, string>> = Object.fromEntries(
  [
    ...['а a', 'б b', 'в v', 'г g', 'д d', 'ђ đ', 'е e', 'ж ž', 'з z', 'и i', 'ј j', 'к k', 'л l', 'љ lj', 'м m'],
    ...['н n', 'њ nj', 'о o', 'п p', 'р r', 'с s', 'т t', 'ћ ć', 'у u', 'ф f', 'х h', 'ц c', 'ч č', 'џ dž', 'ш š'],
  ].map((pair) => pair.split(' ')),
);

/**
 * Serbian from Cyrillic to Latin, letter by letter, as the orthography has it (Vuk's and Gaj's alphabets stand one to
 * one). What is Latin already, and placeholders, stay.
 */
export function toLatin(cyrillic: string): string {
  return cyrillic.replaceAll(/[\u0400-\u045f]/g, (letter, at: number) => {
    const small = letter.toLowerCase();
    const latin = letters[small] ?? letter;
    if (letter === small) return latin;
    // Љ is LJ among capitals, and Lj before a small letter.
    const isAmongCapitals = /^\p{Lu}/u.test(cyrillic.slice(at + 1));
    return isAmongCapitals ? latin.toUpperCase() : latin.charAt(0).toUpperCase() + latin.slice(1);
  });
}
