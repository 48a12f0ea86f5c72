// Nothing that agents report runs, and no other site acts.
import assert from "node:assert/strict";
import http from "node:http";
import { scene } from "./lib/stage.js";

/** A request with just these headers. */
function ask(url, { method = "GET", headers = {}, body } = {}) {
  return new Promise((resolve, reject) => {
    const request = http.request(url, { method, headers, agent: false }, async (response) => {
      let text = "";
      for await (const data of response.setEncoding("utf8")) text += data;
      resolve({ status: response.statusCode, headers: response.headers, text });
    });
    request.on("error", reject);
    request.end(body);
  });
}

const form = { "Content-Type": "application/x-www-form-urlencoded" };

scene("Pages_have_a_strict_content_policy_and_nothing_inline", async (stage) => {
  const fleet = await stage.fleet();
  await fleet.agents("ada");
  await fleet.block("ada");
  const task = await fleet.task("Paint the door");
  for (const path of ["", "?view=table", "/conflicts", "/work", "/activity", "/agents/ada", `/tasks/${task.id}`, "/devtools", "/ask/unblock?agent=ada", "?at=1"]) {
    const { status, headers, text } = await ask(fleet.url(path));
    assert.equal(status, 200, path);
    const policy = headers["content-security-policy"];
    assert.match(policy, /default-src 'none'/);
    assert.match(policy, /script-src 'self'(;|$)/);
    assert.match(policy, /style-src 'self'(;|$)/);
    assert.doesNotMatch(policy, /unsafe|\*/);
    assert.equal(headers["x-content-type-options"], "nosniff");
    assert.doesNotMatch(text, /<script(?![^>]*\ssrc=)|\sstyle=|<style|\son[a-z]+=|javascript:/i, path);
  }
});

scene("Words_of_agents_show_as_text_on_every_page_and_in_every_push", async (stage) => {
  const fleet = await stage.fleet();
  const evil = [`<img src=x onerror="window.hacked=1">`, `</hx-partial><script>window.hacked=1</script>`, `"><svg onload=window.hacked=1>`, `data: x\n\nid: 7\ndata: <b id="injected">y</b>`];
  const id = `<img src=x onerror=window.hacked=1>`;
  const viewer = await stage.open(fleet.url());
  const table = await stage.open(fleet.url("?view=table&group=type"));
  await fleet.agent(id, { type: evil[1], riskScore: 95, blockedTasks: [evil[0]], delayedOutputs: [evil[2]], meta: { kind: "approval", command: evil[1], note: evil[0] } });
  const task = await fleet.task(`${evil[0]} ${evil[1]} ${evil[3]}`);
  await fleet.task(evil[2], { blockedBy: [task.id] });
  await fleet.assign(task.id, id);
  await fleet.block(id, evil.join(" "));
  await fleet.activity(id, evil.join(" "));
  await viewer.sees(".need .need-question", "</hx-partial><script>");
  await viewer.sees(".agent-card .name", id);
  await table.sees("tbody tr", "<img src=x");
  for (const path of ["/conflicts", "/work", "/activity", `/agents/${encodeURIComponent(id)}`, `/tasks/${task.id}`, "/devtools", `/ask/unblock?agent=${encodeURIComponent(id)}`, `/ask/reallocate?task=${task.id}`, `?q=${encodeURIComponent(evil[2])}`, `/activity?agent=${encodeURIComponent(id)}`]) {
    await viewer.visit(fleet.url(path));
    await viewer.find("main").waitFor();
  }
  await viewer.visit(fleet.url("/activity"));
  await fleet.activity(id, `later ${evil[1]}`);
  await viewer.sees(".activity-item", "later </hx-partial>");
  for (const one of [viewer, table]) {
    assert.equal(await one.page.evaluate(() => window.hacked), undefined);
    assert.equal(await one.find("#injected, main img").count(), 0);
  }
});

scene("Form_of_another_site_is_refused_and_nothing_is_done", async (stage) => {
  const fleet = await stage.fleet();
  await fleet.agents("ada");
  await fleet.block("ada");
  const host = new URL(fleet.site).host;
  for (const headers of [{ Origin: "https://evil.example" }, { Origin: "null" }, { "Sec-Fetch-Site": "cross-site", Origin: fleet.site }, { "Sec-Fetch-Site": "same-site" }, {}]) {
    for (const path of ["/do/resolve", "/bulk/resolve", "/undo/1", "/retry"]) {
      const { status } = await ask(fleet.url(path), { method: "POST", headers: { Host: host, ...form, ...headers }, body: "agent=ada" });
      assert.equal(status, 403, `${path} ${JSON.stringify(headers)}`);
    }
  }
  assert.equal((await fleet.readAgent("ada")).status, "blocked");
  const own = await ask(fleet.url("/do/resolve"), { method: "POST", headers: { Host: host, ...form, Origin: fleet.site }, body: "agent=ada" });
  assert.equal(own.status, 303, "while a form of ours is taken");
  assert.equal((await fleet.readAgent("ada")).status, "resolved");
});

scene("Name_of_a_stranger_for_this_machine_is_refused", async (stage) => {
  const fleet = await stage.fleet();
  await fleet.agents("secret-agent");
  for (const path of ["", "/activity", "/agents/secret-agent"]) {
    const { status, text } = await ask(fleet.url(path), { headers: { Host: "evil.example", Accept: "text/html" } });
    assert.ok(status === 403 || status === 302, `${path}: ${status}`);
    assert.doesNotMatch(text, /secret-agent/);
  }
  const stream = await ask(`${fleet.site}/live/w/${fleet.id}`, { headers: { Host: "evil.example", Accept: "text/event-stream" } });
  assert.ok(stream.status >= 400, `${stream.status}`);
});

scene("Page_of_another_site_cannot_frame_the_dashboard", async (stage) => {
  const fleet = await stage.fleet();
  const { headers } = await ask(fleet.url());
  assert.match(headers["content-security-policy"], /frame-ancestors 'none'/);
});
