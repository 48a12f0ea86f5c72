// The bar for all selected shows itself while a box is ticked, and counts. A style sheet could tell, too, but looks at the whole fleet again with each change in it.
(() => {
  const put = (element, name, value) => {
    if (!element || (element.dataset[name] ?? "") === value) return;
    if (value === "") delete element.dataset[name];
    else element.dataset[name] = value;
  };
  const show = () => {
    const bar = document.getElementById("select");
    const count = bar ? [...bar.elements].filter((box) => box.checked).length : 0;
    const text = count === 0 ? "" : String(count);
    put(bar, "selected", text);
    put(bar?.querySelector(".bulk-count"), "selected", text);
    put(document.getElementById("toasts"), "raised", count === 0 ? "" : "yes");
  };
  let due = false;
  const soon = () => {
    if (due) return;
    due = true;
    requestAnimationFrame(() => {
      due = false;
      show();
    });
  };
  document.addEventListener("change", (event) => event.target.form?.id === "select" && show());
  // The boxes are empty only behind the event.
  document.addEventListener("reset", (event) => event.target.id === "select" && soon());
  document.addEventListener("htmx:after:swap", soon);
  show();
})();
