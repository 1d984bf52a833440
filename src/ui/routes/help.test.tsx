import 'fake-indexeddb/auto';
import { cleanup, render, screen } from '@testing-library/preact';
import { LocationProvider, Route, Router } from 'preact-iso/router';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { CarnetDb } from '#store/db.ts';
import { putRow } from '#store/dexie-tx.ts';
import { openStore, type Store } from '#store/store.ts';
import { contextOf, idMaker, people, sampleExchange } from '#tests/fixtures.ts';
import { createTestApp, openScreen, TestApp } from '../components/test-app.tsx';
import type { Language } from '../i18n/languages.ts';
import { HelpPage } from './help.tsx';
import { PrivacyPage } from './privacy.tsx';

const newId = idMaker(0x4e);
let store: Store;

beforeEach(() => {
  const fillRandom = (bytes: Uint8Array<ArrayBuffer>) => void crypto.getRandomValues(bytes);
  store = openStore(contextOf('mentee'), { now: () => 0, fillRandom }, new CarnetDb(newId()));
});
afterEach(cleanup);

const screens = (
  <Router>
    <Route path="/help/:topic?" component={HelpPage} />
    <Route path="/privacy" component={PrivacyPage} />
  </Router>
);

async function openOutside(url: string, language: Language = 'en'): Promise<void> {
  history.replaceState(null, '', url);
  render(
    <TestApp app={await createTestApp({}, language)}>
      <LocationProvider>{screens}</LocationProvider>
    </TestApp>,
  );
}

const hrefOf = async (name: string | RegExp) => (await screen.findByRole('link', { name })).getAttribute('href');

test('help lists its topics and the emergency number for somebody who is not signed in', async () => {
  await openOutside('/help');
  expect(await hrefOf('My phone is lost or stolen')).toBe('/help/lost-phone');
  expect(await hrefOf(/^Emergency number: 112/)).toBe('tel:112');
  expect(await hrefOf('Privacy')).toBe('/privacy');
});

test('a topic says the rule, what to do, and leads to the place that it is about', async () => {
  await openScreen(store, '/help/lost-phone', screens);
  await screen.findByRole('heading', { level: 1, name: 'My phone is lost or stolen' });
  expect(screen.getAllByRole('listitem').length).toBeGreaterThan(2);
  expect(await hrefOf('Go to “Your devices”')).toBe('/more/devices');
});

test('an address that names no topic is told to lead nowhere', async () => {
  await openOutside('/help/constructor');
  await screen.findByRole('heading', { level: 1, name: 'There is no such page' });
});

test('the visit’s own emergency contact can be dialled, and the Lead Mentor is named', async () => {
  const { id } = sampleExchange;
  const empty = { venue: '', venueAddress: '', lodging: '', lodgingAddress: '', emergencyNote: '', houseRules: '' };
  await putRow(store.db, id, 'practicalities', { id, ...empty, emergencyName: 'Jana', emergencyPhone: '+420 777 123' });
  const person = { id: people.mentor, name: 'Marta', role: 'mentor' as const, community: '', username: '', lead: true };
  await putRow(store.db, id, 'participant', person);
  await openScreen(store, '/help/unwell', screens);
  expect(await hrefOf(/Jana/)).toBe('tel:+420777123');
  await screen.findByText('Marta');
});

test('the privacy page tells in the chosen language how to erase what is stored', async () => {
  await openOutside('/privacy', 'uk');
  await screen.findByRole('heading', { level: 2, name: 'Як це стерти' });
  expect(screen.getAllByRole('heading', { level: 2 })).toHaveLength(6);
});
