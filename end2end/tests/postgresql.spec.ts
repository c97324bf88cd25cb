import { GOODS } from '../support/complaint';
import { press, reply, signIn, take } from '../support/desk';
import { Database } from '../support/postgresql';
import { caseNumber, received, savedHere, stands, toSheet } from '../support/receipt';
import { Server } from '../support/server';
import { receptionist } from '../support/staff';
import { expect, open, test as journey, visit } from '../support/test';
import { claimCode, fileComplaint } from '../support/wizard';

const REPLY = '已联系佳电电器，商家同意退货，请您周六带电饭煲和小票来二楼服务台。';

/** The server keeps everything in PostgreSQL. */
const test = journey.extend<{ database: Database }>({
  database: async ({}, use) => {
    const database = await Database.make();
    await use(database);
    await database.remove();
  },
  server: async ({ database }, use) => {
    const server = await Server.start(...database.options);
    await use(server);
    await server.dispose();
  },
});

test('in PostgreSQL: filed without a network, accepted on a tablet, and the server is killed in between', async ({
  page,
  server,
  staff,
  database,
  device,
}) => {
  await receptionist(server, staff);
  await visit(page, server.address);
  await server.kill();
  await page.getByRole('link', { name: '我要投诉或咨询' }).click();
  await fileComplaint(page);
  await savedHere(page);
  const code = await claimCode(page);

  await server.start();
  await received(page);
  await expect(page.getByText('由 接待员 01 负责（首问人）')).toBeVisible();
  await toSheet(page, GOODS);
  await stands(page, '已收到');

  const desk = await device();
  await signIn(desk, server.address, 'lin');
  await take(desk, `${caseNumber(1)} ${GOODS}`);
  await press(desk, '受理');
  await stands(page, '已受理');

  // What was receipted is there, whoever dies.
  await server.kill();
  await server.start();
  await database.cut();
  await reply(desk, REPLY);
  await expect(page.getByText(REPLY)).toBeVisible();

  const other = await device();
  await open(other, `${server.address}/track`);
  await other.getByLabel('查询码').fill(code.toLowerCase());
  await other.getByRole('button', { name: '查一查' }).click();
  await stands(other, '已受理');
  await expect(other.getByText(REPLY)).toBeVisible();
  expect(await staff.cases()).toHaveLength(1);
});
