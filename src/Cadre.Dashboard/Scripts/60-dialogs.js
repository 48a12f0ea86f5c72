// Links to questions open them in a dialog; without scripts they are pages of their own.
(() => {
  const dialog = () => document.getElementById("dialog");

  const open = async (href) => {
    const box = dialog();
    try {
      const answer = await fetch(href, { headers: { Accept: "text/html" } });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const question = page.getElementById("ask");
      if (!question) throw new Error("not a question");
      box.replaceChildren(document.importNode(question, true));
      box.setAttribute("aria-label", question.querySelector("h1, h2")?.textContent ?? "Dialog");
      htmx.process(box);
      if (!box.open) box.showModal();
      box.querySelector("input:not([type=hidden]), button[type=submit]")?.focus();
    } catch {
      location.href = href;
    }
  };

  // A refusal stands where it was asked for: what was filled in can be sent again.
  const answered = (form, text) => {
    const why = new DOMParser().parseFromString(text ?? "", "text/html").querySelector("[data-kind=refused] p")?.textContent;
    form.querySelector(".refusal")?.remove();
    if (why === undefined) {
      dialog().close();
      return;
    }
    const refusal = document.createElement("div");
    refusal.className = "refusal";
    refusal.setAttribute("role", "alert");
    const [line, head] = [document.createElement("p"), document.createElement("b")];
    head.textContent = "Not done";
    line.append(head, ` ${why}`);
    refusal.append(line);
    form.querySelector(".dialog-body").append(refusal);
  };

  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[data-dialog]");
    if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey && event.button === 0) {
      event.preventDefault();
      link.closest("[popover]")?.hidePopover?.();
      open(link.href);
    }
    const box = dialog();
    if (box?.open && (event.target === box || event.target.closest?.("[data-close]"))) {
      event.preventDefault();
      box.close();
    }
  });
  // A question about all selected opens in a dialog, too; searches inside of one stay inside of it.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    const button = event.submitter;
    if (button?.matches("[data-dialog]")) {
      event.preventDefault();
      open(`${button.formAction}?${new URLSearchParams(new FormData(form))}`);
      return;
    }
    if (!form.closest?.("#dialog") || form.method !== "get") return;
    event.preventDefault();
    open(`${form.getAttribute("action") || location.pathname}?${new URLSearchParams(new FormData(form))}`);
  });
  document.addEventListener("htmx:after:request", (event) => {
    const from = event.target;
    if (from.closest?.("#dialog")) answered(from, event.detail.ctx.text);
    from.closest?.("[popover]")?.hidePopover?.();
  });
})();
