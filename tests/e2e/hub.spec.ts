import { expect } from '@playwright/test';
import { drawReceipt } from '../draw/receipt-image.ts';
import { addReceipt, fillDetails } from './support/actions.ts';
import { openPhone } from './support/phone.ts';
import { expectSynced, goTo, signIn } from './support/steps.ts';
import { test } from './support/world.ts';

test('the Hub sees an expense and its receipt soon after it was entered, and is offered nothing that it may not do', async ({
  server,
  mentor,
}) => {
  const hub = await openPhone(server.port);
  try {
    await signIn(hub, server.secrets.hub);
    await goTo(hub.page, 'Expenses');
    await expect(hub.page.getByRole('link', { name: /Bistro/ })).toBeVisible();
    await expect(hub.page.getByRole('button', { name: 'Add receipt' })).toHaveCount(0);

    const drawing = { merchant: 'Cukrárna', total: '210,00', currency: 'CZK', seed: 9 };
    const buffer = Buffer.from(await drawReceipt(mentor.page, drawing));
    await addReceipt(mentor.page, [{ name: 'cake.jpg', mimeType: 'image/jpeg', buffer }]);
    await fillDetails(mentor.page, { amount: '210', currency: 'CZK', category: 'Meals', merchant: 'Cukrárna' });
    await expectSynced(mentor.page);

    // Nobody touches the Hub's page: a server event brings the row, and then the photo.
    const row = hub.page.getByRole('link', { name: /Cukrárna/ });
    await expect(row).toBeVisible();
    await expect(row.getByRole('img')).toBeVisible();
  } finally {
    await hub.close();
  }
});
