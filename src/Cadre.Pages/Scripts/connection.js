// Says how the page's stream stands, and notices streams that died without a word: after sleep, or behind a proxy.
(() => {
  const silence = () => Number(document.querySelector("[data-silence]")?.dataset.silence ?? 25_000);
  let connection = null, heard = performance.now(), state = "connecting", since = Date.now();

  const show = (next, detail = {}) => {
    if (next !== state) since = Date.now();
    state = next;
    document.documentElement.dataset.connection = state;
    document.dispatchEvent(new CustomEvent("cadre:connection", { detail: { state, since, heardAgo: performance.now() - heard, ...detail } }));
  };
  const hear = () => {
    heard = performance.now();
    if (state !== "live") show("live");
  };

  document.addEventListener("htmx:sse:after:connection", (event) => {
    connection = event.detail.connection;
    hear();
  });
  document.addEventListener("htmx:sse:after:message", hear);
  document.addEventListener("htmx:sse:before:connection", (event) => {
    if (event.detail.connection.attempt > 0 && !document.hidden) show("reconnecting", { attempt: event.detail.connection.attempt });
  });
  document.addEventListener("htmx:sse:error", () => show("reconnecting"));
  document.addEventListener("htmx:sse:close", (event) => {
    if (event.detail?.reason !== "removed") show("stale");
  });
  // Once a minute at most: a cache on the way that answers with the old document must not keep it reloading for ever.
  document.addEventListener("reload", () => {
    const last = Number(sessionStorage.getItem("cadre:reloaded") ?? 0);
    if (Date.now() - last < 60_000) return;
    sessionStorage.setItem("cadre:reloaded", Date.now());
    location.reload();
  });

  setInterval(() => {
    if (document.hidden) return;
    if (performance.now() - heard > silence()) {
      show("stale");
      connection?.reader?.cancel();
    } else if (state !== "live") show(state);
  }, 1000);
  const hurry = () => connection?.delayCanceller?.();
  addEventListener("online", hurry);
  document.addEventListener("cadre:reconnect", hurry);
  addEventListener("pageshow", (event) => event.persisted && location.reload());
})();
// In a list that was put in another order, what stays is named and not sent again.
htmx.registerExtension("cadre-kept", { htmx_before_morph_node: (_, { newNode }) => !newNode.hasAttribute?.("data-kept") });
