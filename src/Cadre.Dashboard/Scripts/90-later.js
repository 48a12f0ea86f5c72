// What nobody needs to see a page and act on it comes after it.
addEventListener("load", () =>
  setTimeout(() => {
    const source = document.querySelector("meta[name=cadre-later]")?.content;
    if (!source) return;
    const script = document.createElement("script");
    script.src = source;
    document.head.append(script);
  }, 1_000));
