// Toasts go by themselves, slowly where something can be undone; a request that never arrived is told too.
(() => {
  const shown = { done: 12_000, refused: 15_000, undoable: 30_000 };
  const region = () => document.getElementById("toasts");

  const undoForm = (id) => {
    const form = document.createElement("form");
    const button = document.createElement("button");
    form.method = "post";
    form.action = `${location.pathname.match(/^\/w\/[^/]+/)?.[0] ?? ""}/undo/${encodeURIComponent(id)}`;
    for (const [name, value] of [["hx-post", form.action], ["hx-target", "#toasts"], ["hx-swap", "none"]]) form.setAttribute(name, value);
    button.className = "button";
    button.type = "submit";
    button.textContent = "Undo";
    form.append(button);
    return form;
  };
  const picture = (name) => {
    const icon = document.querySelector("svg.icon:has(use)").cloneNode(true);
    icon.setAttribute("class", "icon");
    icon.firstElementChild.setAttribute("href", icon.firstElementChild.getAttribute("href").replace(/#.*/, `#${name}`));
    return icon;
  };
  const say = (kind, text, undo) => {
    const toast = document.createElement("div");
    toast.className = "toast";
    toast.dataset.kind = kind;
    toast.dataset.tone = kind === "done" ? "settled" : "error";
    const line = document.createElement("p");
    line.textContent = text;
    toast.append(picture(kind === "done" ? "check" : "failed"), line);
    if (undo) toast.append(undoForm(undo));
    region()?.append(toast);
    if (undo) htmx.process(toast);
  };
  const watch = (toast) => {
    if (toast.dataset.watched) return;
    toast.dataset.watched = "";
    const end = () => (toast.matches(":hover, :focus-within") ? setTimeout(end, 2_000) : toast.remove());
    setTimeout(end, shown[toast.querySelector("form") ? "undoable" : toast.dataset.kind] ?? 10_000);
  };
  new MutationObserver(() => {
    const toasts = [...(region()?.children ?? [])];
    toasts.forEach(watch);
    toasts.slice(0, -4).forEach((old) => old.remove());
  }).observe(document.body, { childList: true, subtree: true });

  document.addEventListener("click", (event) => event.target.closest?.("[data-dismiss]")?.closest(".toast")?.remove());
  document.addEventListener("htmx:error", (event) => {
    if (event.target.closest?.("form[method=post]")) say("refused", "Not sent: Cadre cannot be reached. Nothing was done.");
  });
  document.addEventListener("htmx:response:error", (event) => {
    if (event.target.closest?.("form[method=post]")) say("refused", "Not done: Cadre refused it, or its hub cannot be reached. Reload the page to see how it stands.");
  });
  document.addEventListener("htmx:after:request", (event) => {
    if (event.target.closest?.(".toast")) event.target.closest(".toast").remove();
  });

  // What was done on a page of its own, told on the page it led to.
  const notice = document.cookie.split("; ").find((cookie) => cookie.startsWith("cadre_notice="));
  if (notice) {
    document.cookie = "cadre_notice=; Max-Age=0; Path=/; SameSite=Strict";
    const [kind, undo, ...text] = decodeURIComponent(notice.slice("cadre_notice=".length)).split("\n");
    say(kind, text.join("\n"), undo);
  }

  document.addEventListener("click", async (event) => {
    const button = event.target.closest?.("[data-copy]");
    if (!button) return;
    const text = button.parentElement.querySelector("pre, code")?.textContent ?? "";
    try {
      await navigator.clipboard.writeText(text);
      button.dataset.copied = "";
      say("done", "Copied.");
    } catch {
      say("refused", "The browser did not allow copying; select the text instead.");
    }
  });
  document.addEventListener("click", (event) => {
    const choice = event.target.closest?.("[data-theme-choice]")?.dataset.themeChoice;
    if (!choice) return;
    if (choice === "system") {
      delete document.documentElement.dataset.theme;
      localStorage.removeItem("cadre-theme");
    } else {
      document.documentElement.dataset.theme = choice;
      localStorage.setItem("cadre-theme", choice);
    }
    document.getElementById("theme")?.hidePopover();
  });
})();
