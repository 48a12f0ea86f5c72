// Draws the dependencies that #graph bears as data. The layout comes with a library that only pages with a graph load.
(() => {
  const size = { width: 224, height: 44 };
  const svgNamespace = "http://www.w3.org/2000/svg";
  const labels = { pending: "pending", in_progress: "in progress", blocked: "blocked", failed: "failed", unknown: "not known" };
  const icons = { pending: "pending", in_progress: "in-progress", blocked: "blocked", failed: "failed", unknown: "help" };
  let host = null, library = null, drawn = "", shape = "", timer = 0;

  const make = (name, attributes, ...children) => {
    const element = document.createElementNS(svgNamespace, name);
    for (const [key, value] of Object.entries(attributes)) if (value !== undefined) element.setAttribute(key, value);
    element.append(...children);
    return element;
  };
  const marked = (mark) => (mark ? { [`data-${mark}`]: "" } : {});
  const cut = (text, most) => (text.length > most ? `${text.slice(0, most - 1).trimEnd()}…` : text);

  const load = (path) => library ??= new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = path;
    script.onload = () => resolve(window.dagre);
    script.onerror = () => {
      library = null;
      reject(new Error("The layout of the graph could not be loaded."));
    };
    document.head.append(script);
  });

  const arrow = (id, mark) =>
    make("marker", { id, viewBox: "0 0 8 8", refX: 7, refY: 4, markerWidth: 8, markerHeight: 8, markerUnits: "userSpaceOnUse", orient: "auto" },
      make("path", { class: "graph-arrow", ...marked(mark), d: "M0 .5 7.5 4 0 7.5z" }));

  // From side to side, so that the direction shows; arrows that lead back go as the layout says.
  const path = (from, to, between) => {
    if (to.x <= from.x) return `M${between.map(({ x, y }) => `${Math.round(x)} ${Math.round(y)}`).join("L")}`;
    const points = [{ x: from.x + size.width / 2, y: from.y }, ...between.slice(1, -1), { x: to.x - size.width / 2 - 1, y: to.y }].map(({ x, y }) => ({ x: Math.round(x), y: Math.round(y) }));
    return points.reduce((d, { x, y }, i) => {
      const before = points[i - 1];
      return before ? `${d}C${(before.x + x) / 2} ${before.y} ${(before.x + x) / 2} ${y} ${x} ${y}` : `M${x} ${y}`;
    }, "");
  };

  const describe = (node, [id, title, status, mark]) => {
    node.setAttribute("data-status", status);
    for (const name of ["critical", "cycle"]) node.toggleAttribute(`data-${name}`, mark === name);
    node.setAttribute("aria-label", `#${id} ${title}, ${labels[status] ?? status}${mark === "cycle" ? ", in a circle" : mark === "critical" ? ", on the longest chain" : ""}`);
    node.querySelector("use").setAttribute("href", `${host.dataset.icons}#${icons[status] ?? "task"}`);
    node.querySelector(".graph-title").textContent = cut(title, 29);
    node.querySelector("title").textContent = `#${id} ${title}`;
  };

  const nodeOf = (entry, { x, y }) => {
    const node = make("a", { class: "graph-node", id: `graph-task-${entry[0]}`, href: host.dataset.task.replace("/tasks/0", `/tasks/${entry[0]}`), transform: `translate(${Math.round(x - size.width / 2)} ${Math.round(y - size.height / 2)})` },
      make("title", {}),
      make("rect", { width: size.width, height: size.height, rx: 6 }),
      make("svg", { class: "icon", x: 10, y: 14, width: 16, height: 16 }, make("use", {})),
      make("text", { class: "graph-id", x: 34, y: 18 }, `#${entry[0]}`),
      make("text", { class: "graph-title", x: 34, y: 33 }));
    describe(node, entry);
    return node;
  };

  const draw = (dagre, { nodes, edges }) => {
    const graph = new dagre.graphlib.Graph({ multigraph: false });
    graph.setGraph({ rankdir: "LR", nodesep: 16, ranksep: 40, marginx: 12, marginy: 12 });
    graph.setDefaultEdgeLabel(() => ({}));
    for (const [id] of nodes) graph.setNode(String(id), { ...size });
    for (const [from, to, mark] of edges) if (from !== to) graph.setEdge(String(from), String(to), { mark, weight: mark ? 3 : 1 });
    dagre.layout(graph);
    const { width, height } = graph.graph();
    const svg = make("svg", { width: `${Math.ceil(width) / 16}rem`, height: `${Math.ceil(height) / 16}rem`, viewBox: `0 0 ${Math.ceil(width)} ${Math.ceil(height)}`, role: "group", "aria-label": `Dependencies of ${nodes.length} open tasks` },
      make("defs", {}, arrow("arrow"), arrow("arrow-critical", "critical"), arrow("arrow-cycle", "cycle")));
    for (const edge of graph.edges()) {
      const { points, mark } = graph.edge(edge);
      svg.append(make("path", { class: "graph-edge", ...marked(mark), d: path(graph.node(edge.v), graph.node(edge.w), points), "marker-end": `url(#arrow${mark ? `-${mark}` : ""})` }));
    }
    for (const entry of nodes) svg.append(nodeOf(entry, graph.node(String(entry[0]))));
    const focused = host.contains(document.activeElement) ? document.activeElement.id : "";
    host.replaceChildren(svg);
    if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
  };

  const update = async () => {
    timer = 0;
    const data = host?.dataset.graph;
    if (!data || (data === drawn && host.querySelector("svg"))) return;
    const graph = JSON.parse(data);
    const next = JSON.stringify([graph.nodes.map(([id]) => id), graph.edges]);
    try {
      // What changes most is how tasks stand; only other tasks or arrows need another layout.
      if (next === shape && host.querySelector("svg")) for (const entry of graph.nodes) describe(document.getElementById(`graph-task-${entry[0]}`), entry);
      else draw(await load(host.dataset.layout), graph);
      [drawn, shape] = [data, next];
    } catch (error) {
      host.replaceChildren(Object.assign(document.createElement("p"), { className: "graph-loading", textContent: `${error.message} Below is the same in words.` }));
    }
  };

  // The first picture at once, others at most every second.
  const soon = () => timer ||= setTimeout(update, host?.querySelector("svg") ? 1_000 : 0);
  const changes = new MutationObserver(soon);
  const find = () => {
    const found = document.getElementById("graph");
    if (found === host) return;
    changes.disconnect();
    host = found;
    [drawn, shape] = ["", ""];
    if (!host) return;
    changes.observe(host, { attributes: true, attributeFilter: ["data-graph"] });
    soon();
  };
  document.addEventListener("htmx:after:swap", find);
  find();
})();
