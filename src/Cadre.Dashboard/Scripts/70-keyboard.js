// Everything by keyboard; "?" shows it. Letters do nothing while somebody types.
(() => {
  const base = () => location.pathname.match(/^\/w\/[^/]+/)?.[0] ?? "";
  const at = () => new URLSearchParams(location.search).get("at");
  const go = (path) => (location.href = base() + path + (at() && path !== "/travel" ? `?at=${encodeURIComponent(at())}` : ""));
  const places = { f: "", c: "/conflicts", w: "/work", a: "/activity", d: "/devtools" };
  const items = () => [...document.querySelectorAll("main :is(.need, .agent-card, tbody tr[id], .task-card, .conflict, [data-item])")].filter((item) => item.offsetParent !== null);
  let pendingG = 0;

  const current = () => document.activeElement?.closest?.(".need, .agent-card, tbody tr[id], .task-card, .conflict, [data-item]");
  const move = (by) => {
    const all = items();
    const index = all.indexOf(current());
    const next = all[index < 0 ? (by > 0 ? 0 : all.length - 1) : Math.min(all.length - 1, Math.max(0, index + by))];
    if (!next) return;
    (next.querySelector("a.name, a.task-ref, a[href]") ?? next).focus();
    next.scrollIntoView({ block: "nearest" });
  };
  const press = (selector) => (current() ?? items()[0])?.querySelector(selector)?.click();
  const ask = (verb) => {
    const link = (current() ?? items()[0])?.querySelector(`a[data-dialog][href*="/ask/${verb}"]`);
    link?.click();
  };

  const keys = {
    "?": () => document.getElementById("help")?.togglePopover(),
    "/": () => document.querySelector("main input[type=search]")?.focus(),
    j: () => move(1),
    k: () => move(-1),
    n: () => (document.querySelector(".need a.name") ?? document.getElementById("main")).focus(),
    t: () => document.getElementById("travel")?.click(),
    v: () => document.querySelector(".segmented a:not([aria-current])")?.click(),
    x: () => press("input[type=checkbox]"),
    r: () => press("button[data-verb=resolve]"),
    u: () => press("button[data-verb^=unblock]"),
    m: () => ask("reallocate"),
    a: () => ask("assign"),
    z: () => document.querySelector(".toast form button")?.click(),
    ".": () => press("[popovertarget]"),
    g: () => (pendingG = performance.now()),
    Escape: () => {
      if (document.querySelector("dialog[open], [popover]:popover-open")) return false;
      const back = document.getElementById("timebar-back");
      if (back) back.click();
      else document.querySelector("main a[data-clear]")?.click();
    },
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    const typing = event.target.matches?.("input:not([type=checkbox], [type=radio], [type=range]), textarea, select");
    if (typing) {
      if (event.key === "Escape") event.target.blur();
      return;
    }
    if (document.querySelector("dialog[open]") && event.key !== "Escape") return;
    if (pendingG && performance.now() - pendingG < 1_500 && event.key in places) {
      pendingG = 0;
      event.preventDefault();
      go(places[event.key]);
      return;
    }
    pendingG = 0;
    const step = document.querySelector(`.timebar [data-key="${CSS.escape(event.key)}"]`);
    if (step) {
      event.preventDefault();
      step.click();
    } else if (keys[event.key] && keys[event.key]() !== false) event.preventDefault();
  });

  // The slider goes where it is let go, and says where that is while it is moved.
  document.addEventListener("change", (event) => {
    if (event.target.id === "slider") event.target.form.requestSubmit();
  });
  document.addEventListener("input", (event) => {
    if (event.target.id !== "slider") return;
    const label = document.querySelector(".timebar-now small");
    if (label) label.textContent = `event #${Number(event.target.value).toLocaleString("en")}`;
  });
  // Filters that say nothing need no place in the address.
  document.addEventListener("submit", (event) => {
    if (event.target.method !== "get") return;
    for (const field of event.target.querySelectorAll("input[name], select[name]")) if (!field.value) field.disabled = true;
    setTimeout(() => event.target.querySelectorAll("[disabled]").forEach((field) => (field.disabled = false)));
  });
})();
