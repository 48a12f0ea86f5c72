// Filters that say nothing need no place in the address.
document.addEventListener("htmx:config:request", (event) => {
  const { request } = event.detail.ctx;
  if (request.method !== "GET" || !event.target.matches?.("form")) return;
  for (const [name, value] of [...request.body]) if (value === "") request.body.delete(name);
});
// What was done about all selected is not done again with the next selection.
document.addEventListener("htmx:after:request", (event) => {
  if (event.target.form?.id === "select") event.target.form.reset();
});
// What was typed is not lost with a refusal: the form that asks again has it.
(() => {
  let unsent = null;
  const giveBack = () => {
    if (!unsent) return;
    for (const form of document.querySelectorAll("form[hx-post]")) {
      if (form.closest("#dialog") || form.getAttribute("hx-post") !== unsent.action) continue;
      const isSame = [...form.querySelectorAll("input[type=hidden]")].every((field) => field.value === unsent.fields.get(field.name));
      const field = isSame && [...form.elements].find((field) => field.matches("input:not([type=hidden]), textarea") && unsent.fields.get(field.name));
      if (!field) continue;
      if (field.value === "") field.value = unsent.fields.get(field.name);
      unsent = null;
      return;
    }
  };
  document.addEventListener("htmx:after:request", ({ detail: { ctx } }) => {
    if (ctx.request.method !== "POST" || !ctx.text?.includes('data-kind="refused"')) return;
    unsent = { action: new URL(ctx.request.action, location.href).pathname, fields: new Map(ctx.request.body) };
  });
  document.addEventListener("htmx:after:swap", giveBack);
})();
