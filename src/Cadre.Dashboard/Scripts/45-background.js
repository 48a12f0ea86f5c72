// A tab in the background lets go of its page's stream and hears only who needs somebody: its title and icon stay true, and it may notify.
(() => {
  const workspace = location.pathname.match(/^\/w\/[^/]+/)?.[0];
  if (!workspace || document.documentElement.dataset.past !== undefined) return;
  const silence = 90_000;
  let stream = null, heard = 0, known = null;

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
  const hear = ({ data }) => {
    heard = performance.now();
    const { title, needs } = JSON.parse(data);
    if (document.title !== title) document.title = title;
    const came = known ? needs.filter((need) => !known.has(keyOf(need))) : [];
    known = new Set(needs.map(keyOf));
    document.documentElement.dataset.background = "heard";
    if (came.length > 0 && may()) notify(came);
  };
  const listen = () => {
    heard = performance.now();
    stream?.close();
    stream = new EventSource(`${workspace}/needs`);
    stream.onmessage = hear;
  };
  const turn = () => {
    if (document.hidden && !stream) listen();
    else if (!document.hidden && stream) {
      stream.close();
      stream = known = null;
      delete document.documentElement.dataset.background;
    }
  };
  document.addEventListener("visibilitychange", turn);
  setInterval(() => stream && performance.now() - heard > silence && listen(), 30_000);
  addEventListener("pagehide", () => stream?.close());

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
