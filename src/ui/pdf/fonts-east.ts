/// <reference types="vite/client" />
import korean from '@fontsource/noto-sans-kr/unicode.json';
import chinese from '@fontsource/noto-sans-sc/unicode.json';
import { type FontFile, filesOf } from './font-files.ts';

/**
 * Noto Sans for Chinese, Japanese and Korean names, in some two hundred small files by how often the signs are used:
 * a settlement needs a few of them. They are fetched when a name asks for them, and then stay on the phone.
 */
const chineseUrls = import.meta.glob<string>('/node_modules/@fontsource/noto-sans-sc/files/*-400-normal.woff', {
  query: '?url&no-inline',
  import: 'default',
  eager: true,
});
const koreanUrls = import.meta.glob<string>('/node_modules/@fontsource/noto-sans-kr/files/*-400-normal.woff', {
  query: '?url&no-inline',
  import: 'default',
  eager: true,
});

export const easternFonts: readonly FontFile[] = [
  ...filesOf('noto-sans-sc', chinese, chineseUrls),
  ...filesOf('noto-sans-kr', korean, koreanUrls),
];
