// The dashboard in headless Chromium while a fleet reports. Prints a JSON object a line: measure, value, unit.
import { parseArgs } from 'node:util';
import { setTimeout as pause } from 'node:timers/promises';
import { chromium } from 'playwright-core';
import { Feeder } from './feeder.mjs';
import { firstLoad, use } from './page.mjs';
import { screen } from './screen.mjs';

const { values: options } = parseArgs({
  options: {
    hub: { type: 'string' },
    minutes: { type: 'string', default: '1' },
    seconds: { type: 'string', default: '20' },
    'first-task': { type: 'string', default: '0' },
  },
});

const print = (measure, value, unit) => console.log(JSON.stringify({ measure, value, unit }));
const seconds = Number(options.seconds);

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
});
try {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  const devtools = await page.context().newCDPSession(page);
  const { bytes, byKind, paint } = await firstLoad(page, devtools, `${options.hub}/w/default`);
  print('first page, compressed', bytes / 1000, 'KB');
  for (const [kind, size] of Object.entries(byKind)) print(`first page, compressed: ${kind}`, size / 1000, 'KB');
  print('first page, first paint in the browser', paint, 'ms');

  const feeder = await Feeder.of(options.hub, Number(options['first-task']));
  feeder.start();
  await pause(5_000);

  const shown = await screen(page, feeder, seconds);
  for (const [measure, value, unit] of shown) print(measure, value, unit);

  const before = await use(devtools);
  await pause(seconds * 1_000);
  const after = await use(devtools);
  const share = (...names) => (100 * names.reduce((sum, name) => sum + after[name] - before[name], 0)) / (after.at - before.at);
  print('main thread in use', share('TaskDuration'), '%');
  print('main thread in use: scripts', share('ScriptDuration'), '%');
  print('main thread in use: styles', share('RecalcStyleDuration'), '%');
  print('main thread in use: layout', share('LayoutDuration'), '%');

  const first = await use(devtools, { collected: true });
  await pause(Number(options.minutes) * 60_000);
  const last = await use(devtools, { collected: true });
  print('JS heap before', first.JSHeapUsedSize / 1e6, 'MB');
  print('JS heap after', last.JSHeapUsedSize / 1e6, 'MB');
  print('DOM nodes before', first.Nodes, '');
  print('DOM nodes after', last.Nodes, '');
  print('minutes between', Number(options.minutes), 'min');

  await feeder.stop();
} finally {
  await browser.close();
}
