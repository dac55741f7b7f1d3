/* Draws Maydan's map with Leaflet: the base (countries, provinces, names of towns), one
 * circle a place, provinces of which only the province is known, and the legend.
 *
 * Names come from data and may hold anything: they enter the page through textContent only,
 * never as HTML.
 */
"use strict";

window.maydan = (() => {
  const SVG = "http://www.w3.org/2000/svg";
  const state = { map: null, provinces: new Map(), labels: [], layer: null, legend: null, isLegendOpen: null };

  const element = (tag, className, text) => {
    const made = document.createElement(tag);
    if (className) made.className = className;
    if (text !== undefined) made.textContent = text;
    return made;
  };

  // ---- the base: constant, drawn once ------------------------------------------------

  async function base(map, options) {
    state.map = map;
    document.documentElement.dataset.theme = options.theme;
    // Folium forbids zooming by hand, which some readers need.
    document.querySelectorAll("meta[name=viewport]").forEach((meta) => {
      meta.content = "width=device-width, initial-scale=1";
    });
    map.attributionControl.setPrefix(false);
    map.attributionControl.addAttribution(options.credit);
    map.getContainer().setAttribute("aria-label", options.label);
    map.on("layeradd layerremove", () => {
      const tiled = Object.values(map._layers).some((layer) => layer instanceof L.TileLayer);
      map.getContainer().classList.toggle("has-tiles", tiled);
    });
    map.on("zoomend", arrangeLabels);
    map.createPane("names").style.zIndex = 450;
    fitUntilMoved(map, options.bounds);
    const [countries, provinces, towns] = await Promise.all(
      ["countries", "provinces", "towns"].map((name) =>
        fetch(`${options.base}/${name}`).then((answer) => answer.json())),
    );
    const still = { interactive: false, smoothFactor: 0.5 };
    L.geoJson(countries, { ...still, style: { className: "base-country", weight: 1 } }).addTo(map);
    L.geoJson(provinces, {
      ...still,
      style: { className: "base-province", weight: 0.8 },
      onEachFeature: (feature, layer) => state.provinces.set(feature.properties.admin1_code, layer),
    }).addTo(map);
    L.geoJson(towns, { pointToLayer: townName }).addTo(map);
    drawKnownProvinces();
    arrangeLabels();
    map.getContainer().dataset.ready = "base";
  }

  /* Show the bounds as soon as the frame has a size, which after a reload it has not at first,
   * and again whenever the size changes, until the reader moves the map. Leaflet alone would
   * keep a middle rounded to whole pixels of whatever size the frame had before. */
  function fitUntilMoved(map, bounds) {
    const container = map.getContainer();
    const watch = new ResizeObserver(() => {
      if (container.clientWidth < 50 || container.clientHeight < 50) return;
      map.invalidateSize({ animate: false, pan: false });
      map.fitBounds(bounds, { animate: false });
      container.dataset.fitted = "yes";
    });
    for (const moved of ["pointerdown", "wheel", "keydown"]) {
      container.addEventListener(moved, () => watch.disconnect(), { once: true, capture: true });
    }
    watch.observe(container);
  }

  function townName(feature, latlng) {
    const label = element("span", "town-name", feature.properties.name);
    state.labels.push({ element: label, weight: feature.properties.rank, name: feature.properties.name });
    return L.marker(latlng, {
      pane: "names", interactive: false, keyboard: false,
      icon: L.divIcon({ className: "town", html: label, iconSize: [0, 0] }),
    });
  }

  // ---- the layer of a selection: new with every filter change ------------------------

  /* A short row a place, see `events_layer` in event_map.py; names come percent-encoded. */
  function draw(layer, drawing) {
    const { words, groups } = drawing;
    const said = (where, n, group) => {
      const count = `${n.toLocaleString("en")} ${n === 1 ? words.event : words.events}`;
      return `${where}: ${count}, ${n === 1 ? "" : `${words.mostly} `}${groups[group][0].toLowerCase()}`;
    };
    for (const [lat, lng, encoded, inside, n, group, selected] of drawing.towns) {
      const [name, province] = [decodeURIComponent(encoded), decodeURIComponent(inside)];
      const where = province && province !== name ? `${name}, ${province}` : name;
      const radius = radiusOf(n, drawing);
      spot({ kind: "town", name, n, radius, selected, said: said(where, n, group) },
        groups[group], [lat, lng]).addTo(layer);
    }
    for (const [lat, lng, encoded, code, n, group, selected] of drawing.provinces) {
      const name = decodeURIComponent(encoded);
      const where = `${name} ${words.town_unknown}`;
      spot({ kind: "admin1", name, n, code, selected, said: said(where, n, group) },
        groups[group], [lat, lng]).addTo(layer);
    }
    state.layer = layer;
    drawKnownProvinces();
    drawLegend(drawing);
    requestAnimationFrame(() => {
      arrangeLabels();
      state.map.getContainer().dataset.places = String(layer.getLayers().length);
    });
  }

  const radiusOf = (n, drawing) =>
    Math.max(drawing.radius_of_one * Math.sqrt(n), drawing.smallest_radius);

  /* A town's circle with its number and name, or the name of a province that is hatched. */
  function spot(p, [, colour, ink], latlng) {
    const box = element("div", `spot ${p.kind}${p.selected ? " selected" : ""}`);
    box.style.setProperty("--colour", colour);
    box.style.setProperty("--ink", ink);
    if (p.kind === "town") {
      box.style.setProperty("--radius", `${p.radius}px`);
      const short = p.n < 1000 ? String(p.n) : `${Number((p.n / 1000).toPrecision(3))}k`;
      const dot = element("span", "dot");
      if (p.radius >= 8) dot.dataset.n = short;
      box.append(dot);
    }
    // Numbers are drawn by the style sheet: the text is the name, as a screen reader says it.
    const label = element("span", "label", p.name);
    if (p.kind === "admin1") label.dataset.n = p.n;
    label.dir = "auto";
    box.append(label);
    const made = L.marker(latlng, {
      icon: L.divIcon({ className: "spot-icon", html: box, iconSize: [0, 0] }),
      alt: p.said, riseOnHover: true,
      zIndexOffset: p.selected ? 1000 : -Math.round(p.radius || 0),
    });
    made.maydan = { ...p, label, colour };
    made.bindTooltip(element("span", "said", p.said), { direction: "top", offset: [0, -(p.radius || 8)] });
    made.on("add", () => {
      const icon = made.getElement();
      icon.setAttribute("aria-label", p.said);
      // Leaflet lets a marker be reached by keyboard, but pressed only where it has a popup.
      icon.addEventListener("keydown", (event) => {
        if (event.key !== "Enter" && event.key !== " ") return;
        event.preventDefault();
        made.fire("click", { latlng: made.getLatLng() }, true);
      });
    });
    return made;
  }

  function drawKnownProvinces() {
    const wanted = new Map();
    state.layer?.eachLayer((each) => {
      if (each.maydan?.kind === "admin1") wanted.set(each.maydan.code, each);
    });
    for (const [code, outline] of state.provinces) {
      const spot = wanted.get(code);
      const path = outline.getElement();
      if (!path) continue;
      path.classList.toggle("hatched", Boolean(spot));
      path.classList.toggle("selected", Boolean(spot?.maydan.selected));
      path.style.fill = spot ? hatch(path.ownerSVGElement, spot.maydan.colour) : "";
      path.style.pointerEvents = spot ? "visiblePainted" : "";
      path.style.cursor = spot ? "pointer" : "";
      path.onclick = spot ? () => spot.fire("click", { latlng: spot.getLatLng() }, true) : null;
    }
  }

  /* A pattern of slanted lines in one colour; made once a colour. */
  function hatch(svg, colour) {
    const id = `hatch-${colour.slice(1)}`;
    if (!svg.querySelector(`#${id}`)) {
      const pattern = document.createElementNS(SVG, "pattern");
      const set = (node, attributes) =>
        Object.entries(attributes).forEach(([name, value]) => node.setAttribute(name, value));
      set(pattern, { id, width: 7, height: 7, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" });
      const ground = document.createElementNS(SVG, "rect");
      set(ground, { width: 7, height: 7, fill: colour, "fill-opacity": 0.1 });
      const line = document.createElementNS(SVG, "line");
      set(line, { x1: 0, y1: 0, x2: 0, y2: 7, stroke: colour, "stroke-width": 2, "stroke-opacity": 0.55 });
      pattern.append(ground, line);
      svg.prepend(pattern);
    }
    return `url(#${id})`;
  }

  function drawLegend(drawing) {
    const { samples, groups, provinces, words } = drawing;
    state.legend?.remove();
    state.legend = null;
    if (!groups.length) return;
    const box = element("details", "legend");
    box.open = state.isLegendOpen ?? state.map.getSize().x >= 520;
    box.addEventListener("toggle", () => { state.isLegendOpen = box.open; });
    box.append(element("summary", "", words.legend));
    if (samples.length) {
      const row = element("div", "sizes");
      for (const n of samples) {
        const dot = element("span", "sample");
        dot.style.setProperty("--radius", `${radiusOf(n, drawing)}px`);
        row.append(dot);
      }
      const numbers = samples.map((n) => n.toLocaleString("en")).join(" · ");
      row.append(element("span", "", `${numbers} ${samples.at(-1) === 1 ? words.event : words.events}`));
      box.append(row);
    }
    const list = element("div", "groups");
    for (const [label, colour] of groups) {
      const item = element("span", "group", label);
      const dot = element("i");
      dot.style.background = colour;
      item.prepend(dot);
      list.append(item);
    }
    box.append(list);
    if (provinces.length) {
      const row = element("div", "hatch-row");
      row.append(element("span", "hatch"), element("span", "", words.hatch));
      box.append(row);
    }
    const control = L.control({ position: "bottomleft" });
    control.onAdd = () => {
      L.DomEvent.disableClickPropagation(box);
      return box;
    };
    state.legend = control.addTo(state.map);
  }

  // ---- labels: the weightiest first, none over another -------------------------------

  function arrangeLabels() {
    const labels = [];
    state.layer?.eachLayer((each) => {
      if (!each.maydan) return;
      const weight = each.maydan.selected ? Infinity : 1e9 + each.maydan.n;
      labels.push({ element: each.maydan.label, weight, name: each.maydan.name });
    });
    const zoom = state.map ? state.map.getZoom() : 5;
    const named = new Set(labels.map((label) => label.name));
    const towns = state.labels.filter((label) => {
      const wanted = !named.has(label.name) && label.weight >= 40 - 5.5 * zoom;
      label.element.classList.toggle("hidden", !wanted);
      return wanted;
    });
    const taken = [...document.querySelectorAll(".spot .dot")].map((dot) => dot.getBoundingClientRect());
    const ordered = [...labels, ...towns].sort((a, b) => b.weight - a.weight);
    ordered.slice(0, 400).forEach((label) => {
      label.element.classList.remove("hidden", "left");
      const clash = (box) => box.left < 0 || box.right > innerWidth || taken.some((other) =>
        box.left < other.right && other.left < box.right && box.top < other.bottom && other.top < box.bottom);
      let box = label.element.getBoundingClientRect();
      if (clash(box)) {
        label.element.classList.add("left");
        box = label.element.getBoundingClientRect();
      }
      if (clash(box) && label.weight !== Infinity) label.element.classList.add("hidden");
      else taken.push(box);
    });
    ordered.slice(400).forEach((label) => label.element.classList.add("hidden"));
  }

  /* Numbered points to choose from, see `candidates_layer`; names come percent-encoded. */
  function candidates(layer, { points }) {
    points.forEach(([lat, lng, encoded], index) => {
      const name = decodeURIComponent(encoded);
      const n = index + 1;
      spot({ kind: "town", name, n, radius: 12, selected: false, said: `${n}: ${name}` },
        ["", "#8a2b1d", "#ffffff"], [lat, lng]).addTo(layer);
    });
    state.layer = layer;
    requestAnimationFrame(() => {
      arrangeLabels();
      state.map.getContainer().dataset.places = String(layer.getLayers().length);
    });
  }

  return { base, draw, candidates };
})();
