// From a change that is sent until the card of its agent shows it.
import { setTimeout as pause } from 'node:timers/promises';

export async function screen(page, feeder, seconds) {
  await page.evaluate(watch);
  const from = feeder.sent.length;
  await pause(seconds * 1_000);
  const sent = feeder.sent.slice(from);
  await pause(2_000);
  const seen = await page.evaluate(() => window.benchSeen());

  const shown = new Map();
  for (const { agent, shows, at } of seen) {
    const key = `${agent} ${shows}`;
    if (!shown.has(key)) shown.set(key, []);
    shown.get(key).push(at);
  }
  const fromSending = [];
  const fromAnswer = [];
  for (const { agent, shows, at, answered } of sent) {
    const when = shown.get(`${agent} ${shows}`)?.find((time) => time >= at);
    if (when === undefined) continue;
    fromSending.push(when - at);
    fromAnswer.push(Math.max(0, when - answered));
  }
  if (fromSending.length === 0) throw new Error(`none of ${sent.length} changes was shown in a card, such as '${sent[0]?.shows}' of ${sent[0]?.agent}`);
  return [
    ['changes that were shown', (100 * fromSending.length) / sent.length, '%'],
    ...percentiles('sent to screen', fromSending),
    ...percentiles('answered to screen', fromAnswer),
  ];
}

function percentiles(measure, values) {
  const sorted = values.toSorted((a, b) => a - b);
  return [50, 95, 99].map((percent) => [`${measure}, p${percent}`, sorted[Math.max(0, Math.ceil((percent / 100) * sorted.length) - 1)] ?? NaN, 'ms']);
}

// Runs in the page: notes when a card first shows the part its agent is at, and each percentage.
function watch() {
  const seen = [];
  const last = new Map();
  const note = (agent, shows) => {
    if (!shows || last.get(`${agent} ${shows.endsWith('%')}`) === shows) return;
    last.set(`${agent} ${shows.endsWith('%')}`, shows);
    seen.push({ agent, shows, at: Date.now() });
  };
  const observer = new MutationObserver((changes) => {
    const cards = new Set();
    for (const { target } of changes) {
      const card = (target.nodeType === Node.ELEMENT_NODE ? target : target.parentElement)?.closest('.agent-card');
      if (card) cards.add(card);
    }
    for (const card of cards) {
      const agent = card.querySelector('[name=agent]')?.value;
      note(agent, /part \d+/.exec(card.querySelector('.task-ref')?.textContent ?? '')?.[0]);
      note(agent, card.querySelector('.progress-line span')?.textContent);
    }
  });
  observer.observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true });
  window.benchSeen = () => {
    observer.disconnect();
    return seen;
  };
}
