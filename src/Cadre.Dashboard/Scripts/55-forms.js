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
