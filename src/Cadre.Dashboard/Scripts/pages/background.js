// A tab in the background lets go of its page's stream and hears only who needs somebody: its title and icon stay true, and it may notify.
// Browsers allow six connections to a place: all such tabs of a workspace share one, which the holder of a lock keeps for the others.
(() => {
  const workspace = location.pathname.match(/^\/w\/[^/]+/)?.[0];
  if (!workspace || document.documentElement.dataset.past !== undefined) return;
  const silence = 90_000;
  const name = `cadre-needs ${workspace}`;
  const others = "BroadcastChannel" in window ? new BroadcastChannel(name) : null;
  let stream = null, heard = 0, known = null, leaving = null;

  const stored = () => {
    try {
      return localStorage.getItem("cadre-notify") === "on";
    } catch {
      return false;
    }
  };
  const may = () => "Notification" in window && Notification.permission === "granted" && stored();
  const keyOf = ({ agent, says }) => `${agent} ${says}`;

  // A notice for each up to three, one for many at once; tabs of one workspace replace each other's.
  const notify = (came) => {
    const notices = came.length > 3 ? [{ agent: "", says: `${came.length} agents need you`, href: workspace }] : came;
    for (const { agent, says, href } of notices) {
      const notice = new Notification(says, { body: workspace.slice(3), tag: `${workspace} ${agent}` });
      notice.onclick = () => {
        window.focus();
        location.href = href;
      };
    }
  };
  const hear = (data) => {
    if (!document.hidden) return [];
    const { title, needs } = JSON.parse(data);
    if (document.title !== title) document.title = title;
    const came = known ? needs.filter((need) => !known.has(keyOf(need))) : [];
    known = new Set(needs.map(keyOf));
    document.documentElement.dataset.background = "heard";
    return came;
  };
  const open = () => {
    heard = performance.now();
    stream?.close();
    stream = new EventSource(`${workspace}/needs`);
    stream.onmessage = ({ data }) => {
      heard = performance.now();
      others?.postMessage(data);
      const came = hear(data);
      if (came.length > 0 && may()) notify(came);
    };
  };
  const close = () => {
    stream?.close();
    stream = null;
  };
  const turn = () => {
    if (document.hidden && !leaving) {
      leaving = new AbortController();
      const { signal } = leaving;
      const keep = () => new Promise((done) => {
        open();
        signal.addEventListener("abort", () => done(close()));
      });
      // Without locks, which need https or this machine, the title stands still.
      navigator.locks?.request(name, { signal }, keep).catch(() => {});
    } else if (!document.hidden && leaving) {
      leaving.abort();
      leaving = known = null;
      delete document.documentElement.dataset.background;
    }
  };
  if (others) others.onmessage = ({ data }) => hear(data);
  document.addEventListener("visibilitychange", turn);
  setInterval(() => stream && performance.now() - heard > silence && open(), 30_000);
  addEventListener("pagehide", close);

  const show = () => {
    for (const button of document.querySelectorAll("[data-notify]")) {
      button.hidden = !("Notification" in window) || !window.isSecureContext;
      button.setAttribute("aria-pressed", String(may()));
      button.lastChild.textContent = window.Notification?.permission === "denied" ? "Notices are blocked by the browser" : may() ? "Notify me: on" : "Notify me: off";
    }
  };
  document.addEventListener("click", async (event) => {
    if (!event.target.closest?.("[data-notify]")) return;
    const on = !may() && (await Notification.requestPermission()) === "granted";
    try {
      localStorage.setItem("cadre-notify", on ? "on" : "off");
    } catch {
      // Storage may be closed to us; then nothing is kept.
    }
    show();
  });
  show();
  turn();
})();
