// What a page costs its browser.

/** Opens the page; what came over the wire until it was live, headers included, and when it was first painted. */
export async function firstLoad(page, devtools, url) {
  const kinds = new Map();
  const byKind = {};
  let bytes = 0;
  await devtools.send('Network.enable');
  // Processor time, which others on the machine do not add to.
  await devtools.send('Performance.enable', { timeDomain: 'threadTicks' });
  devtools.on('Network.responseReceived', ({ requestId, type, response }) => kinds.set(requestId, response.mimeType.startsWith('image/') ? 'Image' : type));
  devtools.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    const kind = (kinds.get(requestId) ?? 'other').toLowerCase();
    byKind[kind] = (byKind[kind] ?? 0) + encodedDataLength;
    bytes += encodedDataLength;
  });
  await page.goto(url, { waitUntil: 'load' });
  await page.waitForFunction(() => document.documentElement.dataset.connection === 'live', null, { timeout: 30_000 });
  await page.evaluate(() => document.fonts.ready.then(() => true));
  const paint = await page.evaluate(() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0);
  const sizes = { ...byKind };
  const total = bytes;
  await devtools.send('Network.disable');
  return { bytes: total, byKind: sizes, paint };
}

/** The counters of the page's process now. */
export async function use(devtools, { collected = false } = {}) {
  if (collected) for (let i = 0; i < 2; i++) await devtools.send('HeapProfiler.collectGarbage');
  const { metrics } = await devtools.send('Performance.getMetrics');
  return { at: performance.now() / 1_000, ...Object.fromEntries(metrics.map(({ name, value }) => [name, value])) };
}
