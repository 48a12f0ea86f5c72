// The connection chip and the strip below the bar: the browser's link to us and our link to the hub, as one honest word.
(() => {
  const patience = 1_500;
  let page = { state: "connecting", since: Date.now() };
  const byId = (id) => document.getElementById(id);
  const clock = (time) => new Date(time).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  const inSeconds = (iso) => Math.max(0, Math.ceil((Date.parse(iso) - Date.now()) / 1000));

  const word = () => {
    const hub = byId("hub-connection")?.dataset ?? {};
    if (!navigator.onLine) return ["offline", "Offline", "This browser has no network. What you see may be old."];
    if (page.state === "stale") return ["stale", `Stale since ${clock(Date.now() - page.heardAgo)}`, "This page hears nothing from Cadre. What you see may be old; actions are not sent."];
    if (page.state !== "live" && Date.now() - page.since > patience) return ["reconnecting", "Reconnecting", "This page lost its connection and tries again. Nothing is lost: it goes on where it stopped."];
    if (hub.hub === "polling") return ["polling", "Polling", "The hub's stream is interrupted; it is asked every few seconds instead."];
    if (hub.hub === "refused") return ["stale", "Refused", "The hub refuses to tell this dashboard more. Sign in again."];
    if (hub.hub === "reconnecting") {
      const next = hub.next ? `(next try in ${inSeconds(hub.next)} s)` : "";
      return ["reconnecting", "Hub: reconnecting", `The hub has not been heard since ${clock(Date.parse(hub.since))}. What you see is of then; actions wait until it is back.`, next];
    }
    return ["live", document.documentElement.dataset.past === undefined ? "Live" : "Connected", ""];
  };

  const show = () => {
    const [state, text, explanation, next = ""] = word();
    if (document.documentElement.dataset.live !== state) document.documentElement.dataset.live = state;
    const chip = byId("connection");
    if (chip && chip.dataset.state !== state) chip.dataset.state = state;
    const since = page.state === "live" ? `live for ${Math.round((Date.now() - page.since) / 1000)} s` : page.state;
    // What counts down stands apart from what is read aloud.
    for (const [id, said] of [["connection-text", text], ["connection-next", next], ["page-connection", since]]) {
      const place = byId(id);
      if (place && place.textContent !== said) place.textContent = said;
    }
    const banner = byId("connection-banner");
    if (!banner) return;
    const tone = state === "offline" ? "error" : "blocked";
    if (banner.hidden !== (explanation === "")) banner.hidden = explanation === "";
    if (banner.dataset.tone !== tone) banner.dataset.tone = tone;
    const line = banner.querySelector("p");
    if (line.textContent !== explanation) line.textContent = explanation;
  };

  document.addEventListener("cadre:connection", (event) => {
    page = { ...page, ...event.detail };
    show();
  });
  for (const name of ["online", "offline"]) addEventListener(name, show);
  document.addEventListener("htmx:sse:after:message", show);
  document.addEventListener("htmx:after:swap", show);
  document.addEventListener("click", (event) => {
    if (!event.target.closest?.("[data-reconnect]")) return;
    document.dispatchEvent(new CustomEvent("cadre:reconnect"));
    fetch(`${location.pathname.match(/^\/w\/[^/]+/)?.[0] ?? ""}/retry`, { method: "POST" }).catch(() => {});
  });
  setInterval(show, 1000);

  // The favicon says what the title says.
  const favicon = () => {
    const icon = byId("favicon");
    const href = icon?.dataset[document.title.startsWith("(") ? "alert" : "quiet"];
    if (href && icon.getAttribute("href") !== href) icon.setAttribute("href", href);
  };
  new MutationObserver(favicon).observe(document.head, { subtree: true, childList: true, characterData: true });
  favicon();
})();
