// Ages go on between two renderings, and moments are told in the reader's own time zone.
(() => {
  const duration = (ms) => {
    const s = Math.max(0, Math.floor(ms / 1000));
    if (s < 60) return `${s} s`;
    if (s < 3600) return `${Math.floor(s / 60)} min`;
    return s < 86400 ? `${Math.floor(s / 3600)} h` : `${Math.floor(s / 86400)} d`;
  };
  // The server's clock counts: that of the browser may be wrong by hours.
  const sent = Number(document.querySelector("[data-sent]")?.dataset.sent);
  const received = performance.timeOrigin + (performance.getEntriesByType("navigation")[0]?.responseStart ?? 0);
  const skew = sent && Math.abs(sent - received) > 5_000 ? sent - received : 0;

  const ages = () => {
    if (document.hidden) return;
    const now = Date.now() + skew;
    for (const time of document.querySelectorAll("time[data-live]")) {
      const age = now - Date.parse(time.dateTime);
      const text = (time.dataset.prefix ?? "") + duration(age) + (time.dataset.suffix ?? " ago");
      if (time.textContent !== text) time.textContent = text;
      const freshness = age < 120_000 ? "fresh" : age < 900_000 ? "old" : "silent";
      if (time.dataset.age && time.dataset.age !== freshness) time.dataset.age = freshness;
    }
  };
  const clocks = () => {
    for (const time of document.querySelectorAll("time[data-clock]:not([data-told])")) {
      const at = new Date(time.dateTime);
      const kind = time.dataset.clock;
      const clock = at.toLocaleTimeString([], { hour: "2-digit", minute: "2-digit", second: kind === "hour" ? undefined : "2-digit", hourCycle: "h23" });
      time.textContent = kind ? `${at.toLocaleDateString([], { day: "numeric", month: "long", year: "numeric" })}, ${clock}` : clock;
      time.dataset.told = "";
    }
  };
  // What is pushed bears its age already; a burst of swaps is looked through once.
  let due = false;
  const soon = () => {
    if (due) return;
    due = true;
    requestAnimationFrame(() => {
      due = false;
      clocks();
    });
  };
  setInterval(ages, 1000);
  document.addEventListener("htmx:after:swap", soon);
  ages();
  clocks();
})();
